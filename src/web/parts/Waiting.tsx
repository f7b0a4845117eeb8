import type { UseQueryResult } from '@tanstack/react-query'
import { type ReactNode, useEffect, useState } from 'react'
import { Problem } from '../problem.ts'
import { Button } from './Button.tsx'
import type { Icon } from './icons.tsx'
import { ProblemSummary } from './ProblemSummary.tsx'
import './Waiting.css'

/** Nothing here yet: what will appear, and the first step. */
export function Empty({
  icon: Mark,
  title,
  children,
  step,
}: {
  icon?: Icon
  title: string
  children?: ReactNode
  step?: ReactNode
}) {
  return (
    <div className="empty">
      {Mark && <Mark />}
      <p className="empty-title">{title}</p>
      {children && <p className="soft">{children}</p>}
      {step && <div className="row">{step}</div>}
    </div>
  )
}

/** Something slow. Says nothing for the first moment: most answers come sooner. */
export function Slow({ what = 'Loading' }: { what?: string }) {
  const [late, setLate] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), 300)
    return () => clearTimeout(timer)
  }, [])
  return (
    <div className="slow" role="status">
      {late && (
        <>
          <span className="slow-bar" />
          <span className="soft">{what}</span>
        </>
      )}
    </div>
  )
}

/** A refusal stays a refusal; these may pass. */
const worthAgain = new Set(['defect', 'no-answer', 'unavailable', 'too-many'])

/** Shows the answer to a question, or that it is on its way, or why there is none. */
export function Answer<T>({
  to,
  what,
  children,
}: {
  to: UseQueryResult<T>
  what?: string
  children(answer: T): ReactNode
}) {
  if (to.data !== undefined) return children(to.data)
  if (to.error instanceof Problem)
    return (
      <div className="stack">
        <ProblemSummary problem={to.error} still />
        {worthAgain.has(to.error.kind) && (
          <div className="row">
            <Button onClick={() => void to.refetch()}>Try again</Button>
          </div>
        )}
      </div>
    )
  return <Slow {...(what ? { what } : {})} />
}
