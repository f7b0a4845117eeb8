import {
  channelsSeenBy,
  hasFullAccess,
  hasLevel,
  isAuditor,
  type Level,
  seesChannels,
} from '../people/index.ts'
import type { Permission } from '../platform/action.ts'
import type { Caller } from '../platform/caller.ts'
import type { Reader } from '../platform/database.ts'
import { asPerson } from '../platform/permission.ts'
import { refuse } from '../platform/refusal.ts'
import { readDelivery } from './store/deliveries.ts'
import { readPost } from './store/posts.ts'
import type { PostRow } from './store/tables.ts'

export function found<Row>(row: Row | undefined): Row {
  if (row === undefined) throw refuse.notFound('That post does not exist.')
  return row
}

const wrote = (post: PostRow, caller: Caller) =>
  caller.kind === 'person' && post.author_ids.includes(caller.personId)

/** To act on a post: the level on every channel of it. A post without channels is its authors'. */
export const worksOnPost = (level: Level): Permission<{ postId: string }> => ({
  says: `People with the level ${level} on every channel of the post, and the managing team.`,
  async check(at, { postId }) {
    await checkLevel(at, found(await readPost(at.db, postId)), level)
  },
})

/** Authors take their own post back; others need to be publishers. */
export const takesBackPost: Permission<{ postId: string }> = {
  says: 'The authors of the post, and publishers of every channel of it.',
  async check(at, { postId }) {
    const post = found(await readPost(at.db, postId))
    await checkLevel(at, post, wrote(post, at.caller) ? 'contributor' : 'publisher')
  },
}

/** A draft without channels belongs to those who wrote it. */
export function refuseStranger(post: PostRow, caller: Caller): void {
  if (post.channel_ids.length > 0 || (wrote(post, caller) && !isAuditor(caller))) return
  throw refuse.notAllowed(
    'This draft has no channel yet, so only the people who wrote it work on it.',
  )
}

export async function checkLevel(
  at: { db: Reader; caller: Caller },
  post: PostRow,
  level: Level,
): Promise<void> {
  // Writing one's own draft needs no channel yet: nothing of it can leave.
  if (post.channel_ids.length === 0) return refuseStranger(post, at.caller)
  await hasLevel<unknown>(level, () => post.channel_ids).check(at, {})
}

/** To publish, correct or settle one delivery: a publisher of its channel. */
export const worksOnDelivery = (level: Level): Permission<{ deliveryId: string }> => ({
  says: `People with the level ${level} on the channel of the delivery, and the managing team.`,
  async check(at, { deliveryId }) {
    const delivery = found(await readDelivery(at.db, deliveryId))
    await hasLevel<unknown>(level, () => [delivery.channel_id]).check(at, {})
  },
})

export const seesPost: Permission<{ postId: string }> = {
  says: 'People with a level on a channel of the post, its author, the managing team and Internal Audit.',
  async check(at, { postId }) {
    const post = found(await readPost(at.db, postId))
    if (await isSeen(at, post)) return
    await seesChannels<unknown>(() => post.channel_ids).check(at, {})
    throw refuse.notAllowed('This post is not on a channel that you may see.')
  },
}

async function isSeen(at: { db: Reader; caller: Caller }, post: PostRow): Promise<boolean> {
  const { personId } = asPerson(at.caller)
  if (hasFullAccess(at.caller) || isAuditor(at.caller)) return true
  const seen = await channelsSeenBy(at.db, at.caller)
  return (
    seen === 'all' ||
    post.channel_ids.some((id) => seen.includes(id)) ||
    (post.channel_ids.length === 0 && post.created_by === personId)
  )
}
