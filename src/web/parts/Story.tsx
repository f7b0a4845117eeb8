import type { ReactNode } from 'react'
import { When } from './When.tsx'
import './Story.css'

export interface Happening {
  key: string
  at: string
  who?: ReactNode
  /** What happened, as a sentence without the name. */
  what: ReactNode
  more?: ReactNode
}

/** What happened, in order. */
export function Story({ happenings }: { happenings: readonly Happening[] }) {
  return (
    <ol className="story">
      {happenings.map(({ key, at, who, what, more }) => (
        <li key={key}>
          <p>
            {who && <strong>{who} </strong>}
            {what}
          </p>
          {more}
          <p className="small soft">
            <When at={at} exact />
          </p>
        </li>
      ))}
    </ol>
  )
}
