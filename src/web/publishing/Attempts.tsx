import type { DeliveryView } from '../../publishing/contract.ts'
import { Facts } from '../parts/Panel.tsx'
import { Hash } from '../parts/Small.tsx'
import { When } from '../parts/When.tsx'

type Attempt = DeliveryView['attempts'][number]
type Failure = NonNullable<Attempt['failure']>

/** The network's own code and words: what its support will ask for. */
export function WhatTheNetworkSaid({ failure }: { failure: Failure }) {
  return (
    <details className="small">
      <summary>What the network said</summary>
      <Facts
        facts={[
          ['Code', <code key="code">{failure.code}</code>],
          ['Words', failure.words || 'None'],
          ['Step', failure.step],
          ...(failure.trace ? [['Trace', <code key="trace">{failure.trace}</code>] as const] : []),
        ]}
      />
    </details>
  )
}

const outcomes: Record<Attempt['outcome'], string> = {
  'under-way': 'Under way',
  sent: 'Sent',
  'not-sent': 'Not sent',
  refused: 'Refused',
  unconfirmed: 'Unconfirmed',
}

export function Attempts({ attempts }: { attempts: readonly Attempt[] }) {
  return (
    <details className="small">
      <summary>Attempts: {attempts.length}</summary>
      <ul className="attempts">
        {attempts.map((attempt) => (
          <li key={attempt.id}>
            <strong className="numbers">{attempt.number}.</strong> {outcomes[attempt.outcome]},{' '}
            <When at={attempt.startedAt} exact />
            {attempt.failure && <p>{attempt.failure.says}</p>}
            <Hash value={attempt.requestHash} label="Copy the hash of the request" />
          </li>
        ))}
      </ul>
    </details>
  )
}
