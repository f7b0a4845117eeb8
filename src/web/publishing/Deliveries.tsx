import type { DeliveryView } from '../../publishing/contract.ts'
import { ClauseChips } from '../parts/ClauseChip.tsx'
import { OutIcon } from '../parts/icons.tsx'
import { Notice } from '../parts/Panel.tsx'
import { When } from '../parts/When.tsx'
import { Attempts, WhatTheNetworkSaid } from './Attempts.tsx'
import { DeliveryActs } from './DeliveryActs.tsx'
import { StateOfDelivery } from './PostState.tsx'
import './Deliveries.css'

/** Everything that was or will be sent, channel by channel. */
export function Deliveries({ deliveries }: { deliveries: readonly DeliveryView[] }) {
  const channels = Map.groupBy(deliveries, ({ channel }) => channel.id)
  return (
    <div className="stack">
      {[...channels].map(([id, list]) => (
        <section key={id} className="card">
          <h3>{list[0]?.channel.name}</h3>
          <ul className="deliveries">
            {list.map((delivery) => (
              <Delivery
                key={delivery.id}
                delivery={delivery}
                parts={
                  list.filter(
                    ({ kind, versionId }) =>
                      kind === delivery.kind && versionId === delivery.versionId,
                  ).length
                }
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

const kinds = { post: '', edit: 'Correction', delete: 'Deletion' }

function Delivery({ delivery, parts }: { delivery: DeliveryView; parts: number }) {
  const at = delivery.sentAt ?? delivery.nextAt ?? delivery.dueAt
  return (
    <li id={`delivery-${delivery.id}`} tabIndex={-1} className="stack tight">
      <div className="row between">
        <div className="row">
          <StateOfDelivery of={delivery.state} />
          {kinds[delivery.kind] && <strong>{kinds[delivery.kind]}</strong>}
          {parts > 1 && (
            <span className="small soft numbers">
              Part {delivery.position + 1} of {parts}
            </span>
          )}
          <span className="small">
            <When at={at} />
          </span>
        </div>
        {delivery.address && (
          <a
            href={delivery.address}
            target="_blank"
            rel="noopener noreferrer"
            className="row tight"
          >
            See it on {delivery.channel.name}
            <OutIcon className="lesser" />
          </a>
        )}
      </div>
      {delivery.state.id !== 'sent' && <p className="small">{delivery.state.says}</p>}
      {delivery.held && (
        <Notice tone="held">
          <div className="stack tight">
            <p>{delivery.held.says}</p>
            <ClauseChips clauses={delivery.held.clauses} />
          </div>
        </Notice>
      )}
      {delivery.failure && (
        <Notice tone={delivery.state.id === 'unconfirmed' ? 'unconfirmed' : 'refused'}>
          <div className="stack tight">
            <p>{delivery.failure.says}</p>
            <WhatTheNetworkSaid failure={delivery.failure} />
          </div>
        </Notice>
      )}
      {delivery.may.length > 0 && (
        <div className="row">
          <DeliveryActs delivery={delivery} />
        </div>
      )}
      {delivery.attempts.length > 0 && <Attempts attempts={delivery.attempts} />}
    </li>
  )
}
