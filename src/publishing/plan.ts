import { newId } from '../platform/id.ts'
import type { Content } from './content.ts'
import type { NewDelivery } from './store/deliveries.ts'
import { hashOf, itemsFor } from './variants.ts'

/** Which deliveries a version needs, given what can be read on the networks already. Pure. */

/** An item that is live, with the words that it has there. */
export interface LiveItem {
  readonly channelId: string
  readonly position: number
  readonly remoteId: string | null
  readonly itemHash: string
}

export interface Wanted {
  readonly postId: string
  readonly versionId: string
  readonly content: Content
  readonly dueAt: Temporal.Instant
}

/** How an item reads there: what is said for the whole post belongs to it. */
export function itemHash(content: Content, channelId: string, position: number): string {
  const { language, visibility, contentWarning } = content
  const item = itemsFor(content, channelId)[position] ?? null
  return hashOf({ item, language, visibility, contentWarning })
}

/** Items that are new are posted, items that differ are edited, items too many are deleted. */
export function planFor(wanted: Wanted, live: readonly LiveItem[]): NewDelivery[] {
  const { content } = wanted
  return content.channels.flatMap(({ channelId }) => {
    const there = live.filter((item) => item.channelId === channelId)
    const items = itemsFor(content, channelId)
    const kept = items.flatMap((_, position) => {
      const known = there.find((item) => item.position === position)
      if (known === undefined) return [delivery(wanted, channelId, position, 'post', null)]
      if (known.itemHash === itemHash(content, channelId, position)) return []
      return [delivery(wanted, channelId, position, 'edit', known.remoteId)]
    })
    const left = there
      .filter((item) => item.position >= items.length)
      .map((item) => delivery(wanted, channelId, item.position, 'delete', item.remoteId))
    return [...kept, ...left]
  })
}

function delivery(
  { postId, versionId, dueAt }: Wanted,
  channelId: string,
  position: number,
  kind: NewDelivery['kind'],
  target: string | null,
): NewDelivery {
  return {
    id: newId(),
    post_id: postId,
    version_id: versionId,
    channel_id: channelId,
    position,
    kind,
    due_at: dueAt,
    target_id: target,
  }
}
