import type { ReactNode } from 'react'
import { Bell } from '../parts/icons.tsx'
import { useArrival } from '../parts/Page.tsx'
import './Doorstep.css'

/** What stands around the pages before anyone is signed in. */
export function Doorstep({
  title,
  lead,
  children,
}: {
  title: string
  lead?: ReactNode
  children: ReactNode
}) {
  const heading = useArrival(title)
  return (
    <div className="doorstep">
      <header className="doorstep-brand">
        <p className="doorstep-mark">
          <Bell />
          Crier
        </p>
        <p className="doorstep-says">
          What the council says on social media: written, checked, approved, sent and on record.
        </p>
      </header>
      <main id="main" className="doorstep-main">
        <div className="doorstep-inside stack">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <p className="soft">{lead}</p>}
          {children}
        </div>
      </main>
    </div>
  )
}
