import { z } from 'zod'
import { credentialsFor } from '../../channels/index.ts'
import { type At, command, done, unchanged } from '../../platform/action.ts'
import type { Writer } from '../../platform/database.ts'
import { newId } from '../../platform/id.ts'
import { onlySystem } from '../../platform/permission.ts'
import { applyAndFollow } from '../apply.ts'
import { changeFor } from '../change.ts'
import { filesFor } from '../fits.ts'
import { type Hold, lookAgainAt } from '../sending/last-look.ts'
import { type Order, wordsOf } from '../sending/order.ts'
import { markClaimed, remoteIdsOf, takeDue } from '../store/machine.ts'
import type { DeliveryRow } from '../store/tables.ts'

/**
 * Takes a batch of what is due. Every check of the gate runs again here, in the same transaction;
 * what it no longer allows is held with the reason.
 */
export const claimDue = command({
  shape: {
    name: 'publishing.claim-due',
    summary: 'Take deliveries that are due, and look at each again.',
    input: z.strictObject({
      most: z.number().int(),
      busy: z.array(z.uuid()),
      lease: z.number(),
      late: z.number(),
    }),
    reply: z.object({
      claimId: z.uuid(),
      orders: z.array(z.custom<Order>()),
      held: z.number().int(),
    }),
  },
  may: onlySystem,
  async do(at, { most, busy, lease, late }) {
    const { db, now } = at
    const claimId = newId()
    const due = await takeDue(db, { now, most, busy })
    if (due.length === 0) return unchanged({ claimId, orders: [], held: 0 })
    const { held, contents } = await lookAgainAt(at, due, late)
    const leaseUntil = now.add({ milliseconds: lease })
    await markClaimed(
      db,
      due.map((delivery) => delivery.id),
      { id: claimId, leaseUntil },
    )
    const cleared = due.filter((delivery) => !held.has(delivery.id))
    const { orders, lost } = await ordersFor(at, cleared, contents)
    const holds = [...held, ...lost]
    const { entries } = await applyAndFollow(
      at,
      holds.map(([id, hold]) => holding(id, claimId, hold)),
    )
    return done(
      { claimId, orders, held: holds.length },
      {
        action: 'deliveries.claimed',
        object: { kind: 'claim', id: claimId },
        details: { deliveries: orders.map((order) => order.deliveryId), held: holds.length },
      },
      ...entries,
    )
  },
})

const holding = (id: string, claimId: string, hold: Hold) =>
  changeFor({ id, attempt_id: null }, { to: 'held', claimId, held: hold })

const noAddress: Hold = {
  why: 'asked',
  says: 'The address of the earlier post of this thread is not known, so the thread cannot go on by itself. Answer it on the network by hand, or stop the rest.',
  clauses: [],
}
const noCredential: Hold = {
  why: 'signed-out',
  says: 'The channel is not connected to its network, so nothing was sent. Connect it, then let the post go.',
  clauses: [],
}

/** What it takes to hand these over; what lacks something is held. */
async function ordersFor(
  { db }: At<Writer>,
  due: readonly DeliveryRow[],
  contents: Awaited<ReturnType<typeof lookAgainAt>>['contents'],
): Promise<{ orders: Order[]; lost: [string, Hold][] }> {
  const channelIds = [...new Set(due.map((delivery) => delivery.channel_id))]
  const credentials = await credentialsFor(db, channelIds)
  const files = await filesFor(db, [...contents.values().map(({ content }) => content)])
  const threads = due.filter((delivery) => delivery.position > 0 && delivery.kind !== 'delete')
  const remote = await remoteIdsOf(db, [...new Set(threads.map((delivery) => delivery.post_id))])
  const orders: Order[] = []
  const lost: [string, Hold][] = []
  for (const delivery of due) {
    const found = contents.get(delivery.id)
    const credential = credentials.get(delivery.channel_id)
    const before = remote.findLast(
      (row) =>
        row.post_id === delivery.post_id &&
        row.channel_id === delivery.channel_id &&
        row.position === delivery.position - 1,
    )
    const follows = delivery.kind !== 'delete' && delivery.position > 0
    if (credential === undefined || found === undefined) lost.push([delivery.id, noCredential])
    else if (follows && before === undefined) lost.push([delivery.id, noAddress])
    else
      orders.push({
        deliveryId: delivery.id,
        postId: delivery.post_id,
        channelId: delivery.channel_id,
        position: delivery.position,
        kind: delivery.kind,
        dueAt: delivery.due_at,
        tries: delivery.tries,
        network: found.network,
        credential,
        ...wordsOf(delivery, found.content, files),
        replyTo: follows ? (before?.remote_id ?? null) : null,
        targetId: delivery.target_id,
      })
  }
  return { orders, lost }
}
