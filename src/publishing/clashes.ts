import type { Reader } from '../platform/database.ts'
import type { Content } from './content.ts'
import { nearbyPosts } from './store/clashes.ts'
import { channelIdsOf, itemsFor } from './variants.ts'

export interface Clash {
  readonly postId: string
  readonly excerpt: string
  readonly channelId: string
  readonly dueAt: string | null
  readonly kind: 'same-text' | 'same-time'
  readonly says: string
}

const sentences = {
  'same-text': 'The same text is planned or was sent on this channel within a day of this one.',
  'same-time': 'Another post leaves on this channel within a quarter of an hour of this one.',
}

/** Warnings, never refusals: the same words twice, or two posts on one channel at one time. */
export async function findClashes(
  db: Reader,
  content: Content,
  at: Temporal.Instant,
  postId: string | undefined,
): Promise<Clash[]> {
  const channelIds = channelIdsOf(content)
  const near = await nearbyPosts(db, channelIds, {
    from: at.subtract({ hours: 24 }),
    to: at.add({ hours: 24 }),
  })
  return near
    .filter((post) => post.id !== postId)
    .flatMap((post) =>
      channelIds.flatMap((channelId): Clash[] => {
        if (!post.channel_ids.includes(channelId)) return []
        const kind = kindOf(content, post.content, channelId, minutesBetween(at, post.due_at))
        if (kind === null) return []
        const dueAt = post.due_at?.toString() ?? null
        const about = { postId: post.id, excerpt: post.excerpt, channelId, dueAt }
        return [{ ...about, kind, says: sentences[kind] }]
      }),
    )
}

function kindOf(
  ours: Content,
  theirs: Content,
  channelId: string,
  minutes: number,
): Clash['kind'] | null {
  const words = (content: Content) =>
    itemsFor(content, channelId)
      .map((item) => item.text.trim().replace(/\s+/g, ' '))
      .join('\n')
  if (words(ours) === words(theirs) && words(ours) !== '') return 'same-text'
  return minutes < 15 ? 'same-time' : null
}

function minutesBetween(one: Temporal.Instant, other: Temporal.Instant | null): number {
  return other === null ? Number.POSITIVE_INFINITY : Math.abs(one.until(other).total('minutes'))
}
