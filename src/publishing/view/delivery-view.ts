import { failureSentences } from '../../networks/index.ts'
import type { DeliveryView } from '../contract.ts'
import { askPerson, deliveryMay, deliveryWords } from '../delivery.ts'
import type { AttemptRow, DeliveryRow, FailureFacts } from '../store/tables.ts'
import type { Names } from './names.ts'
import type { Viewer } from './viewer.ts'

export function viewDelivery(
  row: DeliveryRow,
  attempts: readonly AttemptRow[],
  names: Names,
  viewer: Viewer,
): DeliveryView {
  const awaits = row.state === 'unconfirmed' && row.next_at === null
  const words = deliveryWords(row.state)
  return {
    id: row.id,
    postId: row.post_id,
    versionId: row.version_id,
    channel: names.channel(row.channel_id),
    position: row.position,
    kind: row.kind,
    state: { id: row.state, ...words, ...(awaits && { says: askPerson }) },
    dueAt: row.due_at.toString(),
    nextAt: row.next_at?.toString() ?? null,
    sentAt: row.sent_at?.toString() ?? null,
    address: row.address,
    failure: viewFailure(row.failure),
    held: row.held_says === null ? null : { says: row.held_says, clauses: row.held_clauses },
    attempts: attempts.map((attempt) => ({
      id: attempt.id,
      number: attempt.number,
      startedAt: attempt.started_at.toString(),
      endedAt: attempt.ended_at?.toString() ?? null,
      outcome: attempt.outcome,
      failure: viewFailure(attempt.failure),
      requestHash: attempt.request_hash,
    })),
    may: viewer.reaches([row.channel_id], 'publisher') ? deliveryMay(row.state, awaits) : [],
  }
}

const workerLost =
  'The program that was sending this stopped before the network answered. Crier looks on the network before anything is sent again.'

export function viewFailure(failure: FailureFacts | null): DeliveryView['failure'] {
  if (failure === null) return null
  const says = failure.kind === 'worker-lost' ? workerLost : failureSentences[failure.kind]
  return { ...failure, says }
}
