import { Link, useParams } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { useAsk } from '../ask.ts'
import type { Reply } from '../contracts.ts'
import { AnswerPage } from '../parts/AnswerPage.tsx'
import { ClauseChips } from '../parts/ClauseChip.tsx'
import { Page } from '../parts/Page.tsx'
import { Facts, Notice, Panel } from '../parts/Panel.tsx'
import { CopyButton } from '../parts/Small.tsx'
import { State } from '../parts/State.tsx'
import { When } from '../parts/When.tsx'
import { useRoles } from '../people/names.ts'
import { leadsToRoot } from './proof.ts'
import { Actor, ThingLink } from './ThingLink.tsx'
import { wordsFor } from './words.ts'

type EntryView = Reply<'GET /ledger/entries/:entryId'>

export default function Entry() {
  const entryId = useParams({ strict: false, select: (params) => params.entryId ?? '' })
  const entry = useAsk('GET /ledger/entries/:entryId', { entryId }, { about: ['everything'] })
  return (
    <AnswerPage to={entry} title="Entry" above={<Link to="/ledger">Ledger</Link>}>
      {(answer) => <EntryPage entry={answer} />}
    </AnswerPage>
  )
}

function EntryPage({ entry }: { entry: EntryView }) {
  const { nameOf } = useRoles()
  return (
    <Page
      title={entry.number === null ? 'Entry' : `Entry ${entry.number}`}
      above={<Link to="/ledger">Ledger</Link>}
      narrow
    >
      <Facts
        facts={[
          ['When', <When key="at" at={entry.at} />],
          ['Who', <Actor key="who" actor={entry.actor} />],
          ['As', entry.actor.roles.map(nameOf).join(', ') || 'No role'],
          ['What', wordsFor(entry.action)],
          ['To', <ThingLink key="to" thing={entry.object} />],
          [
            'Follow',
            <Link key="follow" to="/ledger" search={{ about: entry.object.id }}>
              Everything that names it
            </Link>,
          ],
          ...(entry.clauses.length > 0
            ? [['Under', <ClauseChips key="clauses" clauses={entry.clauses} />] as const]
            : []),
        ]}
      />
      <Panel title="What was recorded">
        <pre className="card">{JSON.stringify(entry.details, null, 2)}</pre>
      </Panel>
      <Proof entry={entry} />
    </Page>
  )
}

type Shown = NonNullable<EntryView['proof']>

/** Checked twice: by the server, and here from the entry's own text. */
function Proof({ entry }: { entry: EntryView }) {
  const { proof, number, body } = entry
  const here = useOwnCheck(entry)
  if (!proof || number === null)
    return (
      <Panel title="Proof">
        <p>
          The ledger is signed once a second. Load the page again in a moment to see the proof of
          this entry.
        </p>
      </Panel>
    )
  return (
    <Panel
      title="Proof"
      lead="The hash of this entry, joined with the hashes below one after the other, gives the root that Crier has signed. One changed letter anywhere before it would give another root."
    >
      {proof.holds && here !== 'fails' ? (
        <p>
          <State is="allowed" word="The proof holds" />{' '}
          {here === 'holds' && 'Your browser has computed it again and agrees.'}
        </p>
      ) : (
        <Notice tone="alarm">
          The proof does not hold. The ledger may have been altered. Tell Internal Audit and ICT
          security at once, and keep this page.
        </Notice>
      )}
      <Hashes proof={proof} />
      <details>
        <summary>The signed checkpoint and the text that was hashed</summary>
        <div className="stack">
          <pre className="card">{proof.checkpoint.note}</pre>
          <pre className="card">{body}</pre>
          <div className="row">
            <CopyButton text={proof.checkpoint.note} label="Copy the checkpoint" />
            <CopyButton text={body} label="Copy the text" />
          </div>
        </div>
      </details>
    </Panel>
  )
}

function Hashes({ proof }: { proof: Shown }) {
  const { leaf, path, checkpoint } = proof
  const steps = (
    <ol key="path" className="stack tight">
      {path.map((each) => (
        <li key={each}>
          <code>{each}</code>
        </li>
      ))}
    </ol>
  )
  return (
    <Facts
      facts={[
        ['Hash of the entry', <code key="leaf">{leaf}</code>],
        ['Joined with', path.length === 0 ? 'Nothing: it is the only entry' : steps],
        ['Signed root', <code key="root">{checkpoint.root}</code>],
        ['Signed', <When key="at" at={checkpoint.at} />],
        ['Entries signed for', checkpoint.size.toLocaleString('en-GB')],
      ]}
    />
  )
}

function useOwnCheck({ proof, number, body }: EntryView) {
  const [result, setResult] = useState<'holds' | 'fails' | 'not-run'>('not-run')
  useEffect(() => {
    // Browsers offer hashing on https and on this machine only.
    if (!proof || number === null || !('subtle' in crypto)) return
    const { size, root } = proof.checkpoint
    void leadsToRoot({ body, index: number - 1, size, path: proof.path, root }).then((holds) =>
      setResult(holds ? 'holds' : 'fails'),
    )
  }, [proof, number, body])
  return result
}
