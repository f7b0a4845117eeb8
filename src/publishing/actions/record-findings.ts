import { z } from 'zod'
import { command, done, unchanged } from '../../platform/action.ts'
import { onlySystem } from '../../platform/permission.ts'
import { applyAndFollow } from '../apply.ts'
import { changeFor } from '../change.ts'
import { reconcileAt } from '../jobs.ts'
import type { Finding } from '../sending/settling.ts'
import { type Change, lookAgain } from '../store/machine.ts'

/** What was found of one attempt. */
export interface Found {
  readonly deliveryId: string
  readonly attemptId: string
  readonly finding: Finding
}

/** Writes down what reading a network back told about attempts without an answer. */
export const recordFindings = command({
  shape: {
    name: 'publishing.record-findings',
    summary: 'Write down what was found on a network.',
    input: z.strictObject({ found: z.array(z.custom<Found>()).min(1) }),
    reply: z.object({ settled: z.number().int() }),
  },
  may: onlySystem,
  async do({ db, now }, { found }) {
    const changes = found.flatMap((each) => changeFrom(each, now) ?? [])
    const { entries } = await applyAndFollow({ db, now }, changes)
    const unclear = found.filter((each) => each.finding.is === 'unclear')
    const asking = await lookAgain(
      db,
      unclear.map((each) => each.deliveryId),
      null,
    )
    for (const { deliveryId, finding } of found) {
      if (finding.is !== 'not-yet') continue
      await lookAgain(db, [deliveryId], finding.lookAt)
      await reconcileAt(db, finding.lookAt)
    }
    const asked = asking.map((delivery) => ({
      action: 'delivery.person-asked',
      object: { kind: 'post', id: delivery.post_id },
      details: { deliveryId: delivery.id },
    }))
    const [first, ...rest] = [...entries, ...asked, ...looked(found)]
    return first === undefined
      ? unchanged({ settled: 0 })
      : done({ settled: changes.length }, first, ...rest)
  },
})

/** Looks that found nothing yet are one line: that Crier looked is part of the record. */
function looked(found: readonly Found[]) {
  const again = found.filter((each) => each.finding.is === 'not-yet')
  const [first] = again
  if (first === undefined) return []
  return [
    {
      action: 'deliveries.looked-for',
      object: { kind: 'delivery', id: first.deliveryId },
      details: { deliveries: again.map((each) => each.deliveryId) },
    },
  ]
}

function changeFrom({ deliveryId, attemptId, finding }: Found, now: Temporal.Instant) {
  const delivery = { id: deliveryId, attempt_id: attemptId }
  const make = (told: Parameters<typeof changeFor>[1]): Change => changeFor(delivery, told)
  switch (finding.is) {
    case 'there':
      return make({
        to: 'sent',
        sentAt: now,
        remoteId: finding.remoteId,
        address: finding.address,
      })
    case 'absent':
      return make({ to: 'due', nextAt: now, repeat: true })
    case 'gone':
      return make({ to: 'refused', failure: goneThere })
    default:
      return null
  }
}

const goneThere = {
  kind: 'refused',
  step: 'edit',
  code: 'gone',
  words: 'The post is not on the network any more, so it cannot be corrected there.',
  trace: null,
} as const
