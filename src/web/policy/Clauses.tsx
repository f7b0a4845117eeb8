import { ClauseChip } from '../parts/ClauseChip.tsx'
import { type Column, DataTable, Filter } from '../parts/DataTable.tsx'
import { PolicyIcon } from '../parts/icons.tsx'
import { State } from '../parts/State.tsx'
import { Empty } from '../parts/Waiting.tsx'
import { useAddress } from '../useAddress.ts'
import { type Clause, clauseKinds, type Policy } from './values.ts'

export function Clauses({ policy }: { policy: Policy }) {
  const [address] = useAddress()
  const { pack, built, control } = address
  const rows = policy.clauses.filter(
    (clause) =>
      (pack ? clause.pack === pack : clause.bound) &&
      (!control || clause.control.id === control) &&
      (!built || clause.control.built === (built === 'yes')),
  )
  return (
    <DataTable
      name="Clauses"
      rows={rows}
      columns={columns}
      rowKey={(clause) => clause.id}
      search="Search in titles and summaries"
      filters={
        <>
          <Filter name="pack" label="Pack">
            <option value="">Your packs</option>
            {policy.packs.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Filter>
          <Filter name="built" label="In Crier">
            <option value="">All</option>
            <option value="yes">Built in</option>
            <option value="no">Not built yet</option>
          </Filter>
        </>
      }
      empty={
        <Empty icon={PolicyIcon} title="No clause fits">
          Change what you search for, or choose another pack.
        </Empty>
      }
    />
  )
}

const columns: Column<Clause>[] = [
  {
    key: 'title',
    title: 'Clause',
    sort: (clause) => clause.title,
    text: (clause) => `${clause.title}. ${clause.summary}`,
    cell: (clause) => (
      <>
        <strong>{clause.title}</strong>
        <div className="soft">{clause.summary}</div>
      </>
    ),
  },
  {
    key: 'id',
    title: 'Number',
    sort: (clause) => clause.id,
    text: (clause) => clause.id,
    cell: (clause) => <ClauseChip clause={clause.id} />,
  },
  {
    key: 'kind',
    title: 'What Crier does',
    sort: (clause) => clause.kind,
    text: (clause) => clauseKinds[clause.kind],
    cell: (clause) => clauseKinds[clause.kind],
  },
  {
    key: 'built',
    title: 'Control',
    sort: (clause) => clause.control.title,
    text: (clause) => clause.control.title,
    cell: (clause) => (
      <>
        <div>{clause.control.title}</div>
        <State is={clause.control.built ? 'built' : 'not-built'} />
      </>
    ),
  },
]
