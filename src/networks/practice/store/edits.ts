import type { Query } from '../database.ts'
import { type MediaRow, mediaJson } from './media.ts'

export interface EditRow {
  readonly text: string
  readonly spoiler: string
  readonly sensitive: boolean
  readonly media: MediaRow[]
  readonly createdAt: string
}

/** Writes down how a status stands now, as its next version. */
export async function recordVersion(all: Query, statusId: string): Promise<void> {
  await all(
    `insert into practice.edit (status_id, number, text, spoiler, sensitive, media, created_at)
     select s.id, (select count(*) from practice.edit e where e.status_id = s.id),
       s.text, s.spoiler, s.sensitive,
       (select coalesce(jsonb_agg(${mediaJson} order by m.position), '[]')
        from practice.media m where m.status_id = s.id),
       coalesce(s.edited_at, s.created_at)
     from practice.status s where s.id = $1`,
    [statusId],
  )
}

export async function hasVersions(all: Query, statusId: string): Promise<boolean> {
  return (
    (await all('select from practice.edit where status_id = $1 limit 1', [statusId])).length > 0
  )
}

export function versionsOf(all: Query, statusId: string): Promise<EditRow[]> {
  return all(
    `select text, spoiler, sensitive, media, practice.iso(created_at) as "createdAt"
     from practice.edit where status_id = $1 order by number`,
    [statusId],
  )
}
