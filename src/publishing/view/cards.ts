import type { Caller } from '../../platform/caller.ts'
import type { Reader } from '../../platform/database.ts'
import type { PostCard } from '../contract.ts'
import { wordsFor } from '../post.ts'
import type { PostRow } from '../store/tables.ts'
import { type Names, namesFor } from './names.ts'
import { type Viewer, viewerOf } from './viewer.ts'

interface At {
  readonly db: Reader
  readonly caller: Caller
  readonly now: Temporal.Instant
}

/** Posts as lists show them, however many, in the same few statements. */
export async function viewCards(at: At, posts: readonly PostRow[]): Promise<PostCard[]> {
  if (posts.length === 0) return []
  const people = posts.flatMap((post) => [...post.author_ids, post.state_by])
  const channels = posts.flatMap((post) => post.channel_ids)
  const names = await namesFor(at.db, people, channels)
  const viewer = await viewerOf(at, posts)
  return posts.map((post) => viewCard(post, names, viewer))
}

export function viewCard(post: PostRow, names: Names, viewer: Viewer): PostCard {
  return {
    id: post.id,
    excerpt: post.excerpt,
    state: {
      id: post.state,
      ...wordsFor(post),
      since: post.state_at.toString(),
      by: post.state_by === null ? null : names.person(post.state_by),
    },
    live: post.live,
    channels: post.channel_ids.map(names.channel),
    authors: post.author_ids.map(names.person),
    version: { id: post.version_id, number: post.version_number },
    schedule: {
      kind: post.schedule ?? 'as-soon-as-approved',
      local: post.local_time,
      zone: post.zone,
      dueAt: post.due_at?.toString() ?? null,
    },
    sentAt: post.sent_at?.toString() ?? null,
    thumbnail: post.thumbnail,
    may: viewer.may(post),
  }
}
