import { useAsk } from '../ask.ts'
import type { Reply } from '../contracts.ts'
import { LedgerLink } from '../ledger/LedgerLink.tsx'
import { clauseName } from '../parts/clause.ts'
import { Dialog } from '../parts/Dialog.tsx'
import { Facts } from '../parts/Panel.tsx'
import { State } from '../parts/State.tsx'
import { Answer } from '../parts/Waiting.tsx'
import { clauseKinds, said } from './values.ts'

type ClauseView = Reply<'GET /policy/clauses/:pack/:ref'>

/** One clause, beside whatever page it was opened from. */
export default function ClauseSheet({ clause, onClose }: { clause: string; onClose(): void }) {
  const [pack = '', ref = ''] = clause.split(/:(.*)/s)
  const answer = useAsk('GET /policy/clauses/:pack/:ref', { pack, ref }, { about: ['policy'] })
  return (
    <Dialog title={clauseName(clause)} place="side" onClose={onClose}>
      <Answer to={answer}>{(found) => <ClauseText clause={found} onClose={onClose} />}</Answer>
    </Dialog>
  )
}

function ClauseText({ clause, onClose }: { clause: ClauseView; onClose(): void }) {
  return (
    <div className="stack">
      <h3>{clause.title}</h3>
      <p>{clause.summary}</p>
      <Facts
        facts={[
          ['Pack', clause.packName],
          ['Binds you', clause.bound ? 'Yes' : 'No'],
          ['For', clause.who.join(', ')],
          ['Crier', clauseKinds[clause.kind]],
          [
            'Control',
            <span key="control" className="row">
              {clause.control.title}
              <State is={clause.control.built ? 'built' : 'not-built'} />
            </span>,
          ],
        ]}
      />
      {clause.settings.map((setting) => (
        <div key={setting.key}>
          <p>
            <strong>{setting.question}</strong>
          </p>
          <p>{said(setting, setting.value)}</p>
        </div>
      ))}
      <p>
        <LedgerLink clause={clause.id} onGo={onClose}>
          What was done under this clause
        </LedgerLink>
      </p>
    </div>
  )
}
