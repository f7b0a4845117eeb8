import { sql } from 'kysely'
import { type Reader, read, type Writer, write } from '../../platform/database.ts'
import type { DeliveryState } from '../contract.ts'
import type { HeldWhy } from '../delivery.ts'
import { among } from './posts.ts'
import type { AttemptRow, DeliveryRow, PublishingTables } from './tables.ts'

export type NewDelivery = Pick<
  DeliveryRow,
  'id' | 'post_id' | 'version_id' | 'channel_id' | 'position' | 'kind' | 'due_at' | 'target_id'
>

/**
 * Makes the deliveries of a version, or takes up again those that were withdrawn or held: the key
 * of version, channel, position and kind has one row for ever, whatever happens to the plan.
 */
export async function planDeliveries(
  db: Writer,
  deliveries: readonly NewDelivery[],
  now: Temporal.Instant,
): Promise<void> {
  if (deliveries.length === 0) return
  await write<PublishingTables>(db)
    .insertInto('publishing.delivery')
    .values(
      deliveries.map((delivery) => ({
        ...delivery,
        state: 'due' as const,
        next_at: delivery.due_at,
        made_at: now,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['version_id', 'channel_id', 'position', 'kind'])
        .doUpdateSet({
          state: 'due',
          due_at: sql`excluded.due_at`,
          next_at: sql`excluded.due_at`,
          target_id: sql`excluded.target_id`,
          tries: 0,
          failure: null,
          ...unheld,
        })
        .where('publishing.delivery.state', 'in', ['due', 'held', 'withdrawn']),
    )
    .execute()
}

const unheld = { held_why: null, held_says: null, held_clauses: [] as string[] }
const unclaimed = { claim_id: null, lease_until: null }

export async function readDeliveries(
  db: Reader,
  postIds: readonly string[],
): Promise<DeliveryRow[]> {
  if (postIds.length === 0) return []
  return read<PublishingTables>(db)
    .selectFrom('publishing.delivery')
    .selectAll()
    .where('post_id', '=', among(postIds))
    .orderBy('made_at')
    .orderBy('channel_id')
    .orderBy('position')
    .execute()
}

export async function readDelivery(
  db: Reader,
  deliveryId: string,
): Promise<DeliveryRow | undefined> {
  return read<PublishingTables>(db)
    .selectFrom('publishing.delivery')
    .selectAll()
    .where('id', '=', deliveryId)
    .executeTakeFirst()
}

export async function readAttempts(db: Reader, postId: string): Promise<AttemptRow[]> {
  return read<PublishingTables>(db)
    .selectFrom('publishing.attempt as attempt')
    .innerJoin('publishing.delivery as delivery', 'delivery.id', 'attempt.delivery_id')
    .selectAll('attempt')
    .where('delivery.post_id', '=', postId)
    .orderBy('attempt.started_at')
    .orderBy('attempt.number')
    .execute()
}

export interface Stop {
  readonly from: readonly DeliveryState[]
  readonly to: 'held' | 'withdrawn'
  readonly held?: { why: HeldWhy; says: string; clauses: readonly string[] }
}

/** Stops what has not been handed over. The state is looked at again by the statement itself. */
export async function stopDeliveries(
  db: Writer,
  ids: readonly string[],
  stop: Stop,
): Promise<{ id: string; post_id: string }[]> {
  if (ids.length === 0) return []
  const { held } = stop
  return write<PublishingTables>(db)
    .updateTable('publishing.delivery')
    .set({
      state: stop.to,
      next_at: null,
      ...unclaimed,
      ...(held === undefined
        ? unheld
        : { held_why: held.why, held_says: held.says, held_clauses: [...held.clauses] }),
    })
    .where('id', '=', among(ids))
    .where('state', 'in', [...stop.from])
    .returning(['id', 'post_id'])
    .execute()
}

/** Puts deliveries back in the queue; with `at` they leave then, else when they should have. */
export async function makeDue(
  db: Writer,
  ids: readonly string[],
  from: readonly DeliveryState[],
  at: { next: Temporal.Instant; due?: Temporal.Instant },
): Promise<string[]> {
  if (ids.length === 0) return []
  const rows = await write<PublishingTables>(db)
    .updateTable('publishing.delivery')
    .set({
      state: 'due',
      next_at: at.next,
      ...(at.due === undefined ? {} : { due_at: at.due }),
      ...unclaimed,
      ...unheld,
    })
    .where('id', '=', among(ids))
    .where('state', 'in', [...from])
    .returning('id')
    .execute()
  return rows.map((row) => row.id)
}

/** What of a post can be read on the networks now: the last word on each channel and position. */
export async function readLive(db: Reader, postIds: readonly string[]): Promise<DeliveryRow[]> {
  const sent = (await readDeliveries(db, postIds)).filter((delivery) => delivery.state === 'sent')
  sent.sort((one, other) => compare(one.sent_at, other.sent_at))
  const last = new Map<string, DeliveryRow>()
  for (const delivery of sent)
    last.set(`${delivery.post_id} ${delivery.channel_id} ${delivery.position}`, delivery)
  return last
    .values()
    .filter((delivery) => delivery.kind !== 'delete')
    .toArray()
}

function compare(one: Temporal.Instant | null, other: Temporal.Instant | null): number {
  return one !== null && other !== null ? Temporal.Instant.compare(one, other) : 0
}

/** Waiting deliveries of posts that this person wrote or let go, on these channels. */
export async function waitingOf(
  db: Reader,
  personId: string,
  channelIds: readonly string[] | null,
): Promise<{ id: string; post_id: string }[]> {
  let rows = read<PublishingTables>(db)
    .selectFrom('publishing.delivery as delivery')
    .innerJoin('publishing.post as post', 'post.id', 'delivery.post_id')
    .select(['delivery.id', 'delivery.post_id'])
    .where('delivery.state', 'in', ['due', 'claimed'])
    .where(
      sql<boolean>`(${personId}::uuid = any(post.author_ids) or post.released_by = ${personId}::uuid)`,
    )
  if (channelIds !== null) rows = rows.where('delivery.channel_id', '=', among(channelIds))
  return rows.execute()
}

/** Waiting deliveries on these channels, for a hold from outside. */
export async function waitingOn(
  db: Reader,
  channelIds: 'all' | readonly string[],
): Promise<{ id: string; post_id: string }[]> {
  let rows = read<PublishingTables>(db)
    .selectFrom('publishing.delivery')
    .select(['id', 'post_id'])
    .where('state', 'in', ['due', 'claimed'])
  if (channelIds !== 'all') rows = rows.where('channel_id', '=', among(channelIds))
  return rows.execute()
}

/** Taken but not handed over: back in the queue, so that the gate looks again before it leaves. */
export async function unclaim(
  db: Writer,
  channelIds: 'all' | readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  let rows = write<PublishingTables>(db)
    .updateTable('publishing.delivery')
    .set({ state: 'due', next_at: now, ...unclaimed })
    .where('state', '=', 'claimed')
  if (channelIds !== 'all') rows = rows.where('channel_id', '=', among(channelIds))
  await rows.execute()
}

/** Unconfirmed deliveries that the machine has given up on: a person decides. */
export async function awaitingPerson(
  db: Reader,
  seen: 'all' | readonly string[],
  most: number,
): Promise<DeliveryRow[]> {
  let rows = read<PublishingTables>(db)
    .selectFrom('publishing.delivery')
    .selectAll()
    .where('state', '=', 'unconfirmed')
    .where('next_at', 'is', null)
  if (seen !== 'all') rows = rows.where('channel_id', '=', among(seen))
  return rows.orderBy('due_at').limit(most).execute()
}
