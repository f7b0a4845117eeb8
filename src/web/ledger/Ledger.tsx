import { Link } from '@tanstack/react-router'
import { useAsk } from '../ask.ts'
import type { Reply } from '../contracts.ts'
import { useMe } from '../me.ts'
import { Button } from '../parts/Button.tsx'
import { ClauseChips } from '../parts/ClauseChip.tsx'
import { type Column, DataTable, Filter } from '../parts/DataTable.tsx'
import { LedgerIcon } from '../parts/icons.tsx'
import { later } from '../parts/later.tsx'
import { instantOf } from '../parts/local-time.ts'
import { Page } from '../parts/Page.tsx'
import { Notice } from '../parts/Panel.tsx'
import { Answer, Empty } from '../parts/Waiting.tsx'
import { When } from '../parts/When.tsx'
import { useAddress } from '../useAddress.ts'
import { Actor, ThingLink } from './ThingLink.tsx'
import { kinds, wordsFor } from './words.ts'

type Entry = Reply<'GET /ledger/entries'>['entries'][number]

const PersonPicker = later(() => import('../people/PersonPicker.tsx'))

const day = /^\d{4}-\d\d-\d\d$/

/** Who did what, when, under which clauses. */
export default function Ledger() {
  const { council } = useMe()
  const [address] = useAddress()
  const dayStart = (text: string | undefined, after = '00:00') =>
    text && day.test(text) ? instantOf(`${text}T${after}`, council.zone) : undefined
  const entries = useAsk(
    'GET /ledger/entries',
    {
      actor: address.actor,
      objectKind: address.kind,
      about: address.about,
      clause: address.clause,
      from: dayStart(address.from),
      to: dayStart(address.to, '23:59'),
      after: address.after,
    },
    { about: ['everything'], keep: true },
  )
  return (
    <Page
      title="Ledger"
      lead="Every change, with who made it and under which clauses. Nothing here can be altered or taken out, and anyone can check that."
    >
      <Following />
      <Answer to={entries}>
        {(answer) => (
          <DataTable
            name="Ledger"
            rows={answer.entries}
            columns={columns}
            rowKey={(entry) => entry.id}
            served={{ next: answer.next }}
            search={false}
            filters={<Filters />}
            empty={
              <Empty icon={LedgerIcon} title="No entry fits">
                Widen the dates, or take a filter away.
              </Empty>
            }
          />
        )}
      </Answer>
    </Page>
  )
}

/** Says that the page shows one thing only, and gives the way back. */
function Following() {
  const [{ about, clause }, change] = useAddress()
  if (!about && !clause) return null
  return (
    <Notice>
      <div className="row between">
        <p>
          {about ? 'Only entries that name ' : 'Only entries under clause '}
          <code className="wrap-anywhere">{about ?? clause}</code>
        </p>
        <Button
          kind="quiet"
          onClick={() => change({ about: undefined, clause: undefined, after: undefined })}
        >
          Show everything
        </Button>
      </div>
    </Notice>
  )
}

function Filters() {
  const me = useMe()
  const [address, change] = useAddress()
  return (
    <>
      {me.may.includes('list-people') && (
        <div className="table-filter">
          <PersonPicker
            label="Who"
            placeholder="Everyone"
            value={address.actor ?? null}
            onChange={(id) => change({ actor: id ?? undefined, after: undefined })}
          />
        </div>
      )}
      <Filter name="kind" label="What about">
        <option value="">Everything</option>
        {kinds.map(([kind, name]) => (
          <option key={kind} value={kind}>
            {name}
          </option>
        ))}
      </Filter>
      <Day name="from" label="From" />
      <Day name="to" label="To" />
    </>
  )
}

function Day({ name, label }: { name: string; label: string }) {
  const [address, change] = useAddress()
  return (
    <label className="table-filter">
      <span className="small">{label}</span>
      <input
        className="control"
        type="date"
        value={address[name] ?? ''}
        onChange={(event) => change({ [name]: event.target.value, after: undefined })}
      />
    </label>
  )
}

const columns: Column<Entry>[] = [
  {
    key: 'at',
    title: 'When',
    text: (entry) => entry.at,
    cell: (entry) => (
      <Link to="/ledger/$entryId" params={{ entryId: entry.id }}>
        <When at={entry.at} exact />
      </Link>
    ),
  },
  {
    key: 'who',
    title: 'Who',
    text: (entry) => entry.actor.id,
    cell: (entry) => <Actor actor={entry.actor} />,
  },
  {
    key: 'what',
    title: 'What',
    text: (entry) => entry.action,
    cell: (entry) => wordsFor(entry.action),
  },
  {
    key: 'object',
    title: 'To',
    text: (entry) => `${entry.object.kind} ${entry.object.id}`,
    cell: (entry) => <ThingLink thing={entry.object} />,
  },
  {
    key: 'clauses',
    title: 'Under',
    text: (entry) => entry.clauses.join(' '),
    cell: (entry) => <ClauseChips clauses={entry.clauses} />,
  },
  {
    key: 'number',
    title: 'Number',
    end: true,
    text: (entry) => String(entry.number ?? ''),
    cell: (entry) => entry.number ?? 'soon',
  },
]
