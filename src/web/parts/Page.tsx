import { useRouterState } from '@tanstack/react-router'
import { type ReactNode, useEffect, useRef } from 'react'
import './Page.css'

let arrivedOnce = false

interface Props {
  title: string
  /** One sentence under the title. */
  lead?: ReactNode
  /** Where this stands: a link back to the list. */
  above?: ReactNode
  actions?: ReactNode
  /** What explains: an Explain. Beside the page where there is room, else under it. */
  aside?: ReactNode
  /** One column for reading. */
  narrow?: boolean
  children: ReactNode
}

/** A screen: its title, what can be done here, what it shows, and what explains it. */
export function Page({ title, lead, above, actions, aside, narrow = false, children }: Props) {
  const heading = useArrival(title)
  return (
    <div className={`page${aside ? ' with-aside' : ''}${narrow ? ' narrow' : ''}`}>
      <header className="page-head">
        <div className="stack tight">
          {above && <p className="small">{above}</p>}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <p className="soft page-lead">{lead}</p>}
        </div>
        {actions && <div className="row">{actions}</div>}
      </header>
      <div className="page-body stack loose">{children}</div>
      {aside}
    </div>
  )
}

/** Names the window, and moves focus to the title of the page that was gone to. */
export function useArrival(title: string) {
  const heading = useRef<HTMLHeadingElement>(null)
  const path = useRouterState({ select: (state) => state.location.pathname })
  useEffect(() => {
    document.title = `${title} · Crier`
  }, [title])
  useEffect(() => {
    // Not on the first load, and not where the page itself put the focus somewhere (a form).
    const taken =
      document.activeElement?.closest('main') !== null && document.activeElement !== document.body
    if (arrivedOnce && !taken) heading.current?.focus()
    arrivedOnce = true
  }, [path])
  return heading
}
