import { useEffect, useRef } from 'react'
import type { Problem } from '../problem.ts'
import { WarningIcon } from './icons.tsx'
import './ProblemSummary.css'

/** What went wrong, with a link to each field at fault. Takes focus, so that nobody has to find it. */
export function ProblemSummary({
  problem,
  prefix = '',
  still = false,
}: {
  problem: Problem
  prefix?: string
  /** Leaves the focus where it is: for what failed without anyone having acted. */
  still?: boolean
}) {
  const box = useRef<HTMLDivElement>(null)
  // A new problem is a new object: the same sentence twice takes focus twice.
  useEffect(() => {
    if (!still) box.current?.focus()
  }, [problem, still])
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
