import { sql } from 'kysely'
import { type Reader, read, type Writer, write } from '../../platform/database.ts'
import { among } from './posts.ts'
import type { FileRow, PublishingTables } from './tables.ts'

export async function insertFile(db: Writer, row: FileRow): Promise<void> {
  await write<PublishingTables>(db).insertInto('publishing.file').values(row).execute()
}

export async function readFiles(db: Reader, ids: readonly string[]): Promise<FileRow[]> {
  if (ids.length === 0) return []
  return read<PublishingTables>(db)
    .selectFrom('publishing.file')
    .selectAll()
    .where('id', '=', among(ids))
    .execute()
}

export interface Viewer {
  readonly seen: 'all' | readonly string[]
  readonly personId: string
}

/** Pictures that this person uploaded, or that stand in a post which they may see. */
export async function listFiles(
  db: Reader,
  viewer: Viewer,
  after: string | undefined,
  most: number,
): Promise<FileRow[]> {
  let rows = read<PublishingTables>(db).selectFrom('publishing.file as file').selectAll()
  if (after !== undefined) rows = rows.where('id', '<', after)
  if (viewer.seen !== 'all') rows = rows.where(isSeen(viewer.seen, viewer.personId))
  return rows.orderBy('id', 'desc').limit(most).execute()
}

/** Those of these pictures that this person may see. */
export async function seenAmong(
  db: Reader,
  viewer: Viewer,
  fileIds: readonly string[],
): Promise<FileRow[]> {
  if (fileIds.length === 0) return []
  let rows = read<PublishingTables>(db)
    .selectFrom('publishing.file as file')
    .selectAll()
    .where('id', '=', among(fileIds))
  if (viewer.seen !== 'all') rows = rows.where(isSeen(viewer.seen, viewer.personId))
  return rows.execute()
}

const isSeen = (seen: readonly string[], personId: string) => sql<boolean>`(
  file.uploaded_by = ${personId}::uuid or exists (
    select from publishing.version_file use
    join publishing.version version on version.id = use.version_id
    join publishing.post post on post.id = version.post_id
    where use.file_id = file.id
      and (post.channel_ids && ${[...seen]}::uuid[] or cardinality(post.channel_ids) = 0 and post.created_by = ${personId}::uuid)))`

/** The description that a picture was last given, to offer again. */
export async function keepAlt(
  db: Writer,
  uses: readonly { fileId: string; alt: string }[],
): Promise<void> {
  const told = uses.filter((use) => use.alt.trim() !== '')
  if (told.length === 0) return
  await sql`
    update publishing.file f set last_alt = u.alt
    from jsonb_to_recordset(${JSON.stringify(told)}::jsonb) as u("fileId" uuid, alt text)
    where f.id = u."fileId" and f.last_alt is distinct from u.alt`.execute(write(db))
}
