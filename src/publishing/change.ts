import type { HeldWhy } from './delivery.ts'
import type { Change } from './store/machine.ts'
import type { AttemptRow, FailureFacts } from './store/tables.ts'

/** What a change says beyond where it leads. */
interface Told {
  readonly to: Change['to']
  readonly claimId?: string
  readonly nextAt?: Temporal.Instant | null
  readonly sentAt?: Temporal.Instant
  readonly remoteId?: string | null
  readonly address?: string | null
  readonly failure?: FailureFacts | null
  readonly held?: { why: HeldWhy; says: string; clauses: readonly string[] }
  readonly repeat?: boolean
}

const outcomes: Readonly<Record<Change['to'], AttemptRow['outcome']>> = {
  sent: 'sent',
  refused: 'refused',
  unconfirmed: 'unconfirmed',
  due: 'not-sent',
  held: 'not-sent',
}

/** One line of a batch, with everything left out that does not change. */
export function changeFor(delivery: { id: string; attempt_id: string | null }, told: Told): Change {
  return {
    deliveryId: delivery.id,
    claimId: told.claimId ?? null,
    attemptId: told.claimId === undefined ? delivery.attempt_id : null,
    to: told.to,
    nextAt: told.nextAt?.toString() ?? null,
    sentAt: told.sentAt?.toString() ?? null,
    remoteId: told.remoteId ?? null,
    address: told.address ?? null,
    failure: told.failure ?? null,
    heldWhy: told.held?.why ?? null,
    heldSays: told.held?.says ?? null,
    heldClauses: told.held?.clauses ?? [],
    repeat: told.repeat ?? false,
    outcome: outcomes[told.to],
  }
}
