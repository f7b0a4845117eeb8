import type { ReactNode } from 'react'
import { DownIcon } from './icons.tsx'
import './Explain.css'

/** The right-hand side: verdict, history, people. Each part folds away. */
export function Explain({ children }: { children: ReactNode }) {
  return <aside className="explain stack">{children}</aside>
}

export function ExplainPart({
  title,
  open = true,
  children,
}: {
  title: string
  open?: boolean
  children: ReactNode
}) {
  return (
    <details open={open} className="explain-part">
      <summary>
        <h2>{title}</h2>
        <DownIcon />
      </summary>
      <div className="stack">{children}</div>
    </details>
  )
}
