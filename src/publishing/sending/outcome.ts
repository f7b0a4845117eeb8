import { changeFor } from '../change.ts'
import { afterFailure, heldSentences } from '../delivery.ts'
import type { Change } from '../store/machine.ts'
import { type Answer, type Fault, factsOnly } from './call.ts'
import type { Pace } from './pace.ts'

/** What is written down after a call, and what it means for the channel. Pure. */

interface At {
  /** Given while nothing was handed over. */
  readonly claimId: string | undefined
  readonly tries: number
  readonly now: Temporal.Instant
  readonly pace: Pace
}

export function changeAfter(
  delivery: { id: string; attempt_id: string | null },
  answer: Answer | Fault,
  { claimId, tries, now, pace }: At,
): Change {
  const claim = claimId === undefined ? {} : { claimId }
  if (!('kind' in answer)) return changeFor(delivery, { to: 'sent', sentAt: now, ...answer })
  const failure = factsOnly(answer)
  const result = afterFailure(answer, tries, now, pace)
  switch (result.to) {
    case 'due':
      return changeFor(delivery, { to: 'due', nextAt: result.at, failure, ...claim })
    case 'held': {
      const why = result.why === 'missing-right' ? 'missing-right' : 'signed-out'
      const held = { why, says: heldSentences[why], clauses: [] } as const
      return changeFor(delivery, { to: 'held', held, failure, ...claim })
    }
    case 'unconfirmed': {
      const nextAt = now.add({ milliseconds: pace.firstLook })
      return changeFor(delivery, { to: 'unconfirmed', nextAt, failure, ...claim })
    }
    default:
      return changeFor(delivery, { to: 'refused', failure, ...claim })
  }
}

/**
 * A channel that asked for a pause, cannot be reached or gives no answers is left alone for a
 * while: what was taken for it goes back instead of meeting the same fate one by one.
 */
export function pauseAfter(
  change: Change,
  now: Temporal.Instant,
  pace: Pace,
): Temporal.Instant | null {
  if (change.to === 'due' && change.nextAt !== null) return Temporal.Instant.from(change.nextAt)
  if (change.to === 'unconfirmed') return now.add({ milliseconds: pace.retries[0] ?? 1000 })
  // The gate looks at the rest at once and holds it, with the reason.
  return change.to === 'held' ? now : null
}

export const noConnector = {
  why: 'asked',
  says: 'Crier has no connector for the network of this channel. Post there by hand, then withdraw this.',
} as const

export const missingFile = {
  why: 'unfit',
  says: 'A picture of this post is not in the store of files any more. Upload it again in a new version.',
} as const
