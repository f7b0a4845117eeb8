import type { TextareaHTMLAttributes } from 'react'
import { type OutcomeRange, pieces } from './marks.ts'
import './MarkedArea.css'

interface Props extends TextareaHTMLAttributes<HTMLTextAreaElement> {
  value: string
  ranges: readonly OutcomeRange[]
}

/**
 * A text area that marks places in its text. The same text stands behind it, unseen but for its
 * marks; it also gives the area its height.
 */
export function MarkedArea({ value, ranges, className = '', ...rest }: Props) {
  return (
    <div className={`marked ${className}`}>
      <div className="marked-behind" aria-hidden="true">
        {pieces(value, ranges).map(({ text, outcome }, at) =>
          outcome ? (
            <mark key={at} className={outcome === 'note' ? 'plain' : outcome}>
              {text}
            </mark>
          ) : (
            text
          ),
        )}
        {/* An empty last line has no height without a character in it. */}
        {'\u200b'}
      </div>
      <textarea {...rest} value={value} />
    </div>
  )
}
