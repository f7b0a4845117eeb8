import type { Writer } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { settlePosts } from './settle-posts.ts'
import { raiseAlarms } from './store/alarms.ts'
import { stopDeliveries, waitingOn } from './store/deliveries.ts'
import { insertHappenings } from './store/versions.ts'

export interface Hold {
  readonly says: string
  readonly clauses: readonly string[]
}

/**
 * Holds what waits on these channels, what a worker has taken included. Publishing keeps its own
 * hold: whoever asked for it does not have to be there when a publisher lets the posts go again.
 */
export async function hold(
  at: { db: Writer; now: Temporal.Instant },
  channelIds: 'all' | readonly string[],
  why: Hold,
): Promise<{ held: number }> {
  return holdThese(at, await waitingOn(at.db, channelIds), why)
}

export async function holdThese(
  { db, now }: { db: Writer; now: Temporal.Instant },
  waiting: readonly { id: string; post_id: string }[],
  { says, clauses }: Hold,
): Promise<{ held: number }> {
  const held = await stopDeliveries(
    db,
    waiting.map((delivery) => delivery.id),
    { from: ['due', 'claimed'], to: 'held', held: { why: 'asked', says, clauses } },
  )
  await raiseAlarms(db, 'held', held, now)
  const postIds = [...new Set(held.map((delivery) => delivery.post_id))]
  await settlePosts(db, postIds, now)
  await insertHappenings(
    db,
    postIds.map((post_id) => ({
      id: newId(),
      post_id,
      version_number: null,
      delivery_id: null,
      kind: 'held' as const,
      says,
      clauses: [...clauses],
      by_id: null,
      at: now,
    })),
  )
  return { held: held.length }
}
