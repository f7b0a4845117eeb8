import { channelsSeenBy, signedIn } from '../../people/index.ts'
import { type At, query } from '../../platform/action.ts'
import type { Reader } from '../../platform/database.ts'
import { asPerson } from '../../platform/permission.ts'
import type { PostState } from '../contract.ts'
import { publishingContract } from '../contract.ts'
import { readOpenAlarms } from '../store/alarms.ts'
import { awaitingPerson } from '../store/deliveries.ts'
import { listPosts, type Wanted } from '../store/posts.ts'
import { readWorkers } from '../store/workers.ts'
import { alarmSentences } from '../view/alarm-words.ts'
import { viewCards } from '../view/cards.ts'
import { viewDelivery } from '../view/delivery-view.ts'
import { namesFor } from '../view/names.ts'
import { viewerOf } from '../view/viewer.ts'

const most = 20

/** What waits for me, what goes out next, what went wrong. */
export const readToday = query({
  shape: publishingContract['GET /today'],
  may: signedIn,
  async do(at) {
    const seen = await channelsSeenBy(at.db, at.caller)
    const { personId } = asPerson(at.caller)
    const list = (states: readonly PostState[], more: Partial<Wanted> = {}) =>
      listPosts(at.db, { seen, personId, states, sort: 'changed', most, ...more })
    const mine = { authorId: personId }
    const cards = async (rows: ReturnType<typeof list>) => viewCards(at, await rows)
    const submitted = await cards(list(['submitted'], { most: 100 }))
    const approved = await cards(list(['approved']))
    return {
      waits: {
        approvals: submitted.filter((card) => card.may.includes('approve')).slice(0, most),
        returned: await cards(list(['returned'], mine)),
        needTime: approved.filter((card) => card.may.includes('schedule')),
        drafts: await cards(list(['draft'], mine)),
        toSettle: await viewAwaiting(at, seen),
      },
      next: await cards(list(['scheduled', 'sending'], { sort: 'due' })),
      wrong: await viewAlarms(at, seen),
      recent: await cards(list(['sent'])),
      sender: await viewSender(at),
    }
  },
})

async function viewAwaiting(at: At<Reader>, seen: Wanted['seen']) {
  const rows = await awaitingPerson(at.db, seen, most)
  const names = await namesFor(
    at.db,
    [],
    rows.map((row) => row.channel_id),
  )
  const viewer = await viewerOf(at, [])
  return rows
    .map((row) => viewDelivery(row, [], names, viewer))
    .filter((delivery) => delivery.may.length > 0)
}

async function viewAlarms(at: At<Reader>, seen: Wanted['seen']) {
  const rows = await readOpenAlarms(at.db, seen, 100)
  const names = await namesFor(
    at.db,
    [],
    rows.map((row) => row.channel_id),
  )
  const viewer = await viewerOf(at, [])
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    says: alarmSentences[row.kind],
    raisedAt: row.raised_at.toString(),
    postId: row.post_id,
    excerpt: row.excerpt,
    deliveryId: row.delivery_id,
    channel: names.channel(row.channel_id),
    may: viewer.reaches([row.channel_id], 'publisher') ? ['close' as const] : [],
  }))
}

/** Twice the heartbeat and a little more. */
const silentAfter = { seconds: 45 } as const

async function viewSender({ db, now }: At<Reader>) {
  const workers = await readWorkers(db)
  const [last] = workers
  const alive = workers.filter(
    (worker) => Temporal.Instant.compare(worker.seen_at, now.subtract(silentAfter)) >= 0,
  )
  const lastSeen = last?.seen_at.toString() ?? null
  if (alive.length > 0)
    return {
      state: 'working' as const,
      lastSeen,
      workers: alive.length,
      says: 'The sender is running. Posts leave at their time.',
    }
  return {
    state: last === undefined ? ('never-started' as const) : ('silent' as const),
    lastSeen,
    workers: 0,
    says: 'The sender is not running, so nothing leaves now. Whoever runs this installation has to start it.',
  }
}
