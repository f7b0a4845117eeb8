import type { Writer } from '../platform/database.ts'
import { stateOf } from './post.ts'
import { readDeliveries } from './store/deliveries.ts'
import { changeStates, lockPosts } from './store/posts.ts'
import type { DeliveryRow, PostRow } from './store/tables.ts'

/** States that the deliveries decide; in all others people are still at work on the post. */
const decided: readonly PostRow['state'][] = [
  'scheduled',
  'sending',
  'sent',
  'refused',
  'unconfirmed',
  'held',
  'withdrawn',
  'removing',
  'removed',
]

/** Gives posts the state that follows from their deliveries. The one place where that happens. */
export async function settlePosts(
  db: Writer,
  postIds: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  const unique = [...new Set(postIds)]
  const posts = await lockPosts(db, unique)
  const byPost = Map.groupBy(await readDeliveries(db, unique), (delivery) => delivery.post_id)
  const changes = posts.map((post) => {
    const last = lastWords(byPost.get(post.id) ?? [])
    const live = last.some((delivery) => delivery.live)
    const counts = last.map((slot) => slot.delivery).filter(decides)
    const state = decided.includes(post.state) && counts.length > 0 ? stateOf(counts) : post.state
    return { id: post.id, state, live, sent: state === 'sent' }
  })
  await changeStates(db, changes, now)
}

/** What only waits behind an earlier item of its thread says nothing of its own. */
const decides = (delivery: DeliveryRow | null): delivery is DeliveryRow =>
  delivery !== null && !(delivery.state === 'held' && delivery.held_why === 'thread')

interface Slot {
  /** Null where the last word was taken back and nothing stands there. */
  readonly delivery: DeliveryRow | null
  readonly live: boolean
}

/**
 * The last word on each channel and position. A correction that was withdrawn leaves what stands
 * there as it is.
 */
export function lastWords(deliveries: readonly DeliveryRow[]): Slot[] {
  const slots = Map.groupBy(deliveries, ({ channel_id, position }) => `${channel_id} ${position}`)
  return slots
    .values()
    .map((all) => {
      const sent = all.filter((delivery) => delivery.state === 'sent').sort(bySent)
      const live = sent.at(-1)?.kind !== 'delete' && sent.length > 0
      const open = all.filter((delivery) => delivery.state !== 'sent').sort(byMaking)
      const newest = open.findLast((delivery) => delivery.state !== 'withdrawn')
      return { delivery: newest ?? sent.at(-1) ?? open.at(-1) ?? null, live }
    })
    .toArray()
}

const bySent = (one: DeliveryRow, other: DeliveryRow) =>
  one.sent_at !== null && other.sent_at !== null
    ? Temporal.Instant.compare(one.sent_at, other.sent_at)
    : 0
const byMaking = (one: DeliveryRow, other: DeliveryRow) =>
  Temporal.Instant.compare(one.made_at, other.made_at)
