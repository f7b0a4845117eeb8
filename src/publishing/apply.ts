import { noteFailure } from '../channels/index.ts'
import type { EntryDraft } from '../platform/action.ts'
import type { Writer } from '../platform/database.ts'
import { heldSentences } from './delivery.ts'
import { pumpAt, reconcileAt } from './jobs.ts'
import { settlePosts } from './settle-posts.ts'
import { clearAlarms, raiseAlarms } from './store/alarms.ts'
import { makeDue, stopDeliveries } from './store/deliveries.ts'
import {
  applyChanges,
  type Change,
  type Changed,
  followersOf,
  postIdsOf,
  postponeOn,
} from './store/machine.ts'
import { lockPosts } from './store/posts.ts'
import type { AlarmRow, PostRow } from './store/tables.ts'

interface Moment {
  readonly db: Writer
  readonly now: Temporal.Instant
}

interface Applied {
  /** One for each delivery that changed. */
  readonly entries: readonly EntryDraft[]
  /** Something that waited can leave now. */
  readonly more: boolean
}

/**
 * Writes down what became of deliveries, with all that follows: the rest of their threads, alarms,
 * the state of their posts, the state of their channels, and what is to be tried when.
 */
export async function applyAndFollow(at: Moment, changes: readonly Change[]): Promise<Applied> {
  if (changes.length === 0) return { entries: [], more: false }
  const { db, now } = at
  const ids = changes.map((change) => change.deliveryId)
  const posts = await lockPosts(db, await postIdsOf(db, ids))
  const changed = await applyChanges(db, changes, now)
  const told = new Map(changes.map((change) => [change.deliveryId, change]))
  const pairs = changed.flatMap((delivery) => {
    const change = told.get(delivery.id)
    return change === undefined ? [] : [{ delivery, change }]
  })
  const more = await followThreads(at, pairs)
  await followAlarms(at, pairs)
  await settlePosts(
    db,
    changed.map((delivery) => delivery.post_id),
    now,
  )
  await followChannels(at, pairs)
  await followPauses(at, pairs)
  await followLater(at, pairs)
  if (more) await pumpAt(db, now)
  const byId = new Map(posts.map((post) => [post.id, post]))
  return { entries: pairs.map((pair) => entryFor(pair, byId.get(pair.delivery.post_id))), more }
}

interface Pair {
  readonly delivery: Changed
  readonly change: Change
}

/** A thread goes on after an item that arrived, and waits behind one that did not. */
async function followThreads(at: Moment, pairs: readonly Pair[]): Promise<boolean> {
  const { db, now } = at
  const items = pairs.filter(({ delivery }) => delivery.kind !== 'delete')
  if (items.length === 0) return false
  const followers = await followersOf(
    db,
    items.map(({ delivery }) => delivery),
  )
  if (followers.length === 0) return false
  const leadsTo = (follower: (typeof followers)[number]) =>
    items.find(
      ({ delivery }) =>
        delivery.version_id === follower.version_id &&
        delivery.channel_id === follower.channel_id &&
        delivery.position === follower.after,
    )?.change.to
  const arrived = followers.filter((follower) => leadsTo(follower) === 'sent')
  const held = arrived.filter(({ state, held_why }) => state === 'held' && held_why === 'thread')
  const heldIds = held.map((follower) => follower.id)
  await makeDue(db, heldIds, ['held'], { next: now })
  await clearAlarms(db, heldIds, now, ['held'])
  const stuck = followers.filter((follower) => {
    const to = leadsTo(follower)
    return to === 'refused' || to === 'held' || to === 'unconfirmed'
  })
  await stopDeliveries(
    db,
    stuck.map((follower) => follower.id),
    {
      from: ['due', 'claimed'],
      to: 'held',
      held: { why: 'thread', says: heldSentences.thread, clauses: [] },
    },
  )
  return arrived.some(({ state }) => state === 'due' || state === 'held')
}

const over: readonly AlarmRow['kind'][] = ['overdue', 'stuck', 'unconfirmed', 'refused', 'held']

async function followAlarms({ db, now }: Moment, pairs: readonly Pair[]): Promise<void> {
  const leading = (to: Change['to']) =>
    pairs.filter(({ change }) => change.to === to).map(({ delivery }) => delivery)
  const ids = (deliveries: readonly Changed[]) => deliveries.map((delivery) => delivery.id)
  await clearAlarms(db, ids(leading('sent')), now)
  // What is tried again may still be late: only what was about the attempt is over.
  await clearAlarms(db, ids(leading('due')), now, ['unconfirmed', 'refused', 'held'])
  for (const kind of ['refused', 'held', 'unconfirmed'] as const) {
    const deliveries = leading(kind)
    await clearAlarms(
      db,
      ids(deliveries),
      now,
      over.filter((each) => each !== kind),
    )
    await raiseAlarms(db, kind, deliveries, now)
  }
}

async function followChannels(at: Moment, pairs: readonly Pair[]): Promise<void> {
  const told = new Set<string>()
  for (const { delivery, change } of pairs) {
    const { failure } = change
    if (failure === null || failure.kind === 'worker-lost') continue
    if (failure.kind !== 'signed-out' && failure.kind !== 'missing-right') continue
    if (told.has(delivery.channel_id)) continue
    told.add(delivery.channel_id)
    const { kind, code, words } = failure
    await noteFailure(at, delivery.channel_id, { kind, code, words })
  }
}

/** One answer that asks for patience speaks for everything that waits on the channel. */
async function followPauses({ db }: Moment, pairs: readonly Pair[]): Promise<void> {
  const until = new Map<string, Temporal.Instant>()
  for (const { delivery, change } of pairs) {
    if (change.to !== 'due' || change.nextAt === null || change.failure === null) continue
    const at = Temporal.Instant.from(change.nextAt)
    const known = until.get(delivery.channel_id)
    if (known === undefined || Temporal.Instant.compare(known, at) < 0)
      until.set(delivery.channel_id, at)
  }
  for (const [channelId, at] of until) await postponeOn(db, channelId, at)
}

/** What is tried or looked at again gets its job in the same transaction. */
async function followLater({ db }: Moment, pairs: readonly Pair[]): Promise<void> {
  const moments = (to: Change['to']) =>
    new Set(
      pairs.flatMap(({ change }) => (change.to === to && change.nextAt ? [change.nextAt] : [])),
    )
  for (const moment of moments('due')) await pumpAt(db, Temporal.Instant.from(moment))
  for (const moment of moments('unconfirmed')) await reconcileAt(db, Temporal.Instant.from(moment))
}

const actions: Readonly<Record<Change['to'], string>> = {
  sent: 'delivery.sent',
  refused: 'delivery.refused',
  unconfirmed: 'delivery.unconfirmed',
  held: 'delivery.held',
  due: 'delivery.put-back',
}

/** Names the author, the approver and the publisher of what left, and what left by its hash. */
function entryFor({ delivery, change }: Pair, post: PostRow | undefined): EntryDraft {
  return {
    action: actions[change.to],
    object: { kind: 'post', id: delivery.post_id },
    details: {
      deliveryId: delivery.id,
      versionId: delivery.version_id,
      channelId: delivery.channel_id,
      position: delivery.position,
      kind: delivery.kind,
      ...(change.attemptId && { attemptId: change.attemptId }),
      ...(change.remoteId && { remoteId: change.remoteId }),
      ...(change.failure && {
        failure: change.failure.kind,
        code: change.failure.code.slice(0, 80),
      }),
      ...(post && {
        authorId: post.created_by,
        approverId: post.approved_by,
        publisherId: post.released_by,
      }),
    },
    clauses: change.heldClauses,
  }
}
