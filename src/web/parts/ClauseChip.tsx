import { useState } from 'react'
import { clauseName } from './clause.ts'
import { PolicyIcon } from './icons.tsx'
import { later } from './later.tsx'
import './ClauseChip.css'

const ClauseSheet = later(() => import('../policy/ClauseSheet.tsx'))

/** Pack and number of a clause; opens its wording beside the page. */
export function ClauseChip({ clause }: { clause: string }) {
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className="clause-chip"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
      >
        <PolicyIcon className="lesser" />
        {clauseName(clause)}
      </button>
      {open && <ClauseSheet clause={clause} onClose={() => setOpen(false)} />}
    </>
  )
}

export function ClauseChips({ clauses }: { clauses: readonly string[] }) {
  if (clauses.length === 0) return null
  return (
    <ul className="row tight" aria-label="Clauses">
      {clauses.map((clause) => (
        <li key={clause}>
          <ClauseChip clause={clause} />
        </li>
      ))}
    </ul>
  )
}
