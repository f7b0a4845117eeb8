import { sql } from 'kysely'
import { type Reader, read } from '../../platform/database.ts'
import type { Content } from '../contract.ts'
import type { PublishingTables } from './tables.ts'

export interface Nearby {
  readonly id: string
  readonly excerpt: string
  readonly channel_ids: string[]
  readonly due_at: Temporal.Instant | null
  readonly content: Content
}

/** Posts that leave or left on these channels in a stretch of time. */
export async function nearbyPosts(
  db: Reader,
  channelIds: readonly string[],
  { from, to }: { from: Temporal.Instant; to: Temporal.Instant },
): Promise<Nearby[]> {
  if (channelIds.length === 0) return []
  return read<PublishingTables>(db)
    .selectFrom('publishing.post as post')
    .innerJoin('publishing.version as version', 'version.id', 'post.version_id')
    .select(['post.id', 'post.excerpt', 'post.channel_ids', 'post.due_at', 'version.content'])
    .where('post.due_at', '>=', from)
    .where('post.due_at', '<', to)
    .where('post.state', 'in', ['submitted', 'approved', 'scheduled', 'sending', 'sent', 'held'])
    .where(sql<boolean>`post.channel_ids && ${[...channelIds]}::uuid[]`)
    .limit(200)
    .execute()
}
