import { useEffect, useRef } from 'react'
import type { Problem } from '../problem.ts'
import { WarningIcon } from './icons.tsx'
import './ProblemSummary.css'

/** What went wrong, with a link to each field at fault. Takes focus, so that nobody has to find it. */
export function ProblemSummary({ problem, prefix = '' }: { problem: Problem; prefix?: string }) {
  const box = useRef<HTMLDivElement>(null)
  // A new problem is a new object: the same sentence twice takes focus twice.
  useEffect(() => box.current?.focus(), [problem])
  const fields = Object.entries(problem.fields)
  return (
    <div ref={box} tabIndex={-1} role="alert" className="problem">
      <WarningIcon />
      <div className="stack tight">
        <p>{problem.message}</p>
        {fields.length > 0 && (
          <ul className="stack tight">
            {fields.map(([name, sentence]) => (
              <li key={name}>
                <a href={`#${prefix}field-${name}`} onClick={(event) => goTo(event, prefix, name)}>
                  {sentence}
                </a>
              </li>
            ))}
          </ul>
        )}
        {problem.kind === 'defect' && problem.reference && (
          <p className="small">
            Reference <code className="wrap-anywhere">{problem.reference}</code>
          </p>
        )}
      </div>
    </div>
  )
}

function goTo(event: React.MouseEvent, prefix: string, name: string) {
  event.preventDefault()
  document.getElementById(`${prefix}field-${name}`)?.focus()
}
