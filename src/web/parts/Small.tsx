import { useState } from 'react'
import { Button } from './Button.tsx'
import { CheckIcon, CopyIcon } from './icons.tsx'

export { KeyHint } from './KeyHint.tsx'

/** Copies a text and says so. */
export function CopyButton({ text, label = 'Copy' }: { text: string; label?: string }) {
  const [done, setDone] = useState('')
  return (
    <Button
      kind="quiet"
      icon={done === 'Copied' ? CheckIcon : CopyIcon}
      onClick={() =>
        void navigator.clipboard.writeText(text).then(
          () => setDone('Copied'),
          () => setDone('The browser did not allow copying'),
        )
      }
    >
      <span aria-live="polite">{done || label}</span>
    </Button>
  )
}

/** A hash or an id: the start is enough to compare by eye, the whole can be copied. */
export function Hash({ value, label = 'Copy' }: { value: string; label?: string }) {
  return (
    <span className="row tight">
      <code title={value}>{value.length > 16 ? `${value.slice(0, 12)}…` : value}</code>
      <CopyButton text={value} label={label} />
    </span>
  )
}
