import { type ReactNode, useId } from 'react'
import './Panel.css'

interface Props {
  title: ReactNode
  /** A figure beside the title. */
  count?: number | undefined
  actions?: ReactNode
  lead?: ReactNode
  children: ReactNode
}

/** A part of a page under a heading of its own. */
export function Panel({ title, count, actions, lead, children }: Props) {
  const id = useId()
  return (
    <section className="panel" aria-labelledby={id}>
      <header className="row between">
        <h2 id={id}>
          {title}
          {count !== undefined && <span className="soft numbers"> {count}</span>}
        </h2>
        {actions && <div className="row">{actions}</div>}
      </header>
      {lead && <p className="soft panel-lead">{lead}</p>}
      {children}
    </section>
  )
}

/** Names and values, one under the other. */
export function Facts({ facts }: { facts: readonly (readonly [string, ReactNode])[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

/** A sentence that the page wants read: plain, or in the colour of a state. */
export function Notice({ tone = 'plain', children }: { tone?: string; children: ReactNode }) {
  return <div className={`notice ${tone}`}>{children}</div>
}
