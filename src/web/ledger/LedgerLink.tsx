import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useMe } from '../me.ts'

interface Props {
  /** Everything that names this thing, or everything under this clause. */
  about?: string
  clause?: string
  children: ReactNode
  onGo?: () => void
}

/** A way into the ledger, for those who may read it; nothing for the others. */
export function LedgerLink({ about, clause, children, onGo }: Props) {
  const me = useMe()
  if (!me.may.includes('read-ledger')) return null
  return (
    <Link to="/ledger" search={{ about, clause }} onClick={onGo}>
      {children}
    </Link>
  )
}
