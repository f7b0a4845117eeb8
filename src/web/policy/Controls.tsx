import { Link } from '@tanstack/react-router'
import { type Column, DataTable } from '../parts/DataTable.tsx'
import { PolicyIcon } from '../parts/icons.tsx'
import { State } from '../parts/State.tsx'
import { Empty } from '../parts/Waiting.tsx'
import type { Policy } from './values.ts'

type Control = Policy['controls'][number]

/** One rule of the software each; those that are not built yet are named too. */
export function Controls({ policy }: { policy: Policy }) {
  return (
    <DataTable
      name="Controls"
      rows={policy.controls}
      columns={columns}
      rowKey={(control) => control.id}
      search="Search in names and what they do"
      empty={
        <Empty icon={PolicyIcon} title="No control fits">
          Change what you search for.
        </Empty>
      }
    />
  )
}

const columns: Column<Control>[] = [
  {
    key: 'title',
    title: 'Control',
    sort: (control) => control.title,
    text: (control) => `${control.title}. ${control.what}`,
    cell: (control) => (
      <>
        <strong>{control.title}</strong>
        <div className="soft">{control.what}</div>
      </>
    ),
  },
  {
    key: 'built',
    title: 'In Crier',
    sort: (control) => Number(!control.built),
    text: (control) => (control.built ? 'built' : 'not built'),
    cell: (control) => (
      <>
        <State is={control.built ? 'built' : 'not-built'} />
        {control.built && !control.applies && (
          <div className="small soft">Your packs do not ask for it.</div>
        )}
      </>
    ),
  },
  {
    key: 'clauses',
    title: 'Clauses',
    end: true,
    sort: (control) => control.clauses.length,
    text: (control) => control.clauses.join(' '),
    cell: (control) => (
      <Link to="/policy" search={{ part: 'clauses', control: control.id }}>
        {control.clauses.length}
      </Link>
    ),
  },
]
