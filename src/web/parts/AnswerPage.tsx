import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Problem } from '../problem.ts'
import { Page } from './Page.tsx'
import { Answer } from './Waiting.tsx'

interface Props<T> {
  to: UseQueryResult<T>
  /** What the page is called until its own name is known. */
  title: string
  above?: ReactNode
  children(answer: T): ReactNode
}

/** A page about one thing: it has a title while the thing is fetched, and where there is none. */
export function AnswerPage<T>({ to, title, above, children }: Props<T>) {
  if (to.data !== undefined) return children(to.data)
  const missing = to.error instanceof Problem && to.error.kind === 'not-found'
  return (
    <Page title={missing ? 'Not found' : title} above={above} narrow>
      <Answer to={to}>{children}</Answer>
    </Page>
  )
}
