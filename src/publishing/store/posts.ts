import { type SqlBool, sql } from 'kysely'
import { type Reader, read, type Writer, write } from '../../platform/database.ts'
import type { PostState } from '../contract.ts'
import type { PostRow, PublishingTables } from './tables.ts'

export const among = (ids: readonly string[]) => sql<string>`any(${[...ids]}::uuid[])`

/** False where a post with this id is there already: the same request, asked twice at once. */
export async function insertPost(db: Writer, row: PostRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await write<PublishingTables>(db)
    .insertInto('publishing.post')
    .values(row)
    .onConflict((clash) => clash.column('id').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function readPost(db: Reader, postId: string): Promise<PostRow | undefined> {
  return read<PublishingTables>(db)
    .selectFrom('publishing.post')
    .selectAll()
    .where('id', '=', postId)
    .executeTakeFirst()
}

export async function readPostsById(db: Reader, ids: readonly string[]): Promise<PostRow[]> {
  if (ids.length === 0) return []
  return read<PublishingTables>(db)
    .selectFrom('publishing.post')
    .selectAll()
    .where('id', '=', among(ids))
    .execute()
}

/** Held until the end of the transaction: of two decisions at once the second sees the first. */
export async function lockPost(db: Writer, postId: string): Promise<PostRow | undefined> {
  return write<PublishingTables>(db)
    .selectFrom('publishing.post')
    .selectAll()
    .where('id', '=', postId)
    .forUpdate()
    .executeTakeFirst()
}

/** Always in the order of their ids, so that two batches never wait for each other. */
export async function lockPosts(db: Writer, ids: readonly string[]): Promise<PostRow[]> {
  return write<PublishingTables>(db)
    .selectFrom('publishing.post')
    .selectAll()
    .where('id', '=', among(ids))
    .orderBy('id')
    .forUpdate()
    .execute()
}

export async function updatePost(
  db: Writer,
  postId: string,
  change: Partial<Omit<PostRow, 'id' | 'created_by' | 'created_at'>>,
): Promise<PostRow> {
  return write<PublishingTables>(db)
    .updateTable('publishing.post')
    .set(change)
    .where('id', '=', postId)
    .returningAll()
    .executeTakeFirstOrThrow()
}

export interface StateChange {
  readonly id: string
  readonly state: PostState
  readonly live: boolean
  readonly sent: boolean
}

/** New states for many posts in one statement. */
export async function changeStates(
  db: Writer,
  changes: readonly StateChange[],
  now: Temporal.Instant,
): Promise<void> {
  if (changes.length === 0) return
  await sql`
    update publishing.post p
    set state = c.state, live = c.live, state_at = ${now}::timestamptz, state_by = null,
      changed_at = ${now}::timestamptz,
      sent_at = case when c.sent then coalesce(p.sent_at, ${now}::timestamptz) else p.sent_at end
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb)
      as c(id uuid, state text, live boolean, sent boolean)
    where p.id = c.id and (p.state <> c.state or p.live <> c.live)`.execute(write(db))
}

/** Scheduled posts of which something has been handed over: one statement for a batch. */
export async function markSending(
  db: Writer,
  postIds: readonly string[],
  now: Temporal.Instant,
): Promise<void> {
  await write<PublishingTables>(db)
    .updateTable('publishing.post')
    .set({ state: 'sending', state_at: now, state_by: null })
    .where('id', '=', among(postIds))
    .where('state', '=', 'scheduled')
    .execute()
}

export interface Wanted {
  /** Channels whose posts may be seen; drafts of one's own are always seen. */
  readonly seen: 'all' | readonly string[]
  readonly personId: string
  readonly states?: readonly PostState[]
  readonly channelId?: string | undefined
  readonly authorId?: string | undefined
  readonly search?: string | undefined
  readonly dueFrom?: Temporal.Instant
  readonly dueTo?: Temporal.Instant
  readonly sort: 'changed' | 'due'
  readonly after?: { at: string; id: string } | undefined
  readonly most: number
}

export async function listPosts(db: Reader, wanted: Wanted): Promise<PostRow[]> {
  const conditions = [...visibility(wanted), ...filters(wanted)]
  let rows = read<PublishingTables>(db).selectFrom('publishing.post').selectAll()
  for (const condition of conditions) rows = rows.where(condition)
  const { after, sort } = wanted
  if (sort === 'due') {
    rows = rows.where('due_at', 'is not', null)
    if (after !== undefined)
      rows = rows.where(sql<SqlBool>`(due_at, id) > (${after.at}::timestamptz, ${after.id}::uuid)`)
    rows = rows.orderBy('due_at').orderBy('id')
  } else {
    if (after !== undefined)
      rows = rows.where(
        sql<SqlBool>`(changed_at, id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
      )
    rows = rows.orderBy('changed_at', 'desc').orderBy('id', 'desc')
  }
  return rows.limit(wanted.most).execute()
}

function visibility({ seen, personId }: Wanted) {
  if (seen === 'all') return []
  return [
    sql<SqlBool>`(channel_ids && ${[...seen]}::uuid[] or cardinality(channel_ids) = 0 and created_by = ${personId}::uuid)`,
  ]
}

function filters(wanted: Wanted) {
  const found = []
  const { states, channelId, authorId, search, dueFrom, dueTo } = wanted
  if (states !== undefined) found.push(sql<SqlBool>`state = any(${[...states]}::text[])`)
  else found.push(sql<SqlBool>`state <> 'discarded'`)
  if (channelId !== undefined) found.push(sql<SqlBool>`channel_ids @> array[${channelId}::uuid]`)
  if (authorId !== undefined) found.push(sql<SqlBool>`${authorId}::uuid = any(author_ids)`)
  if (search !== undefined && search !== '')
    found.push(sql<SqlBool>`position(lower(${search}) in lower(excerpt)) > 0`)
  if (dueFrom !== undefined)
    found.push(sql<SqlBool>`coalesce(sent_at, due_at) >= ${dueFrom}::timestamptz`)
  if (dueTo !== undefined)
    found.push(sql<SqlBool>`coalesce(sent_at, due_at) < ${dueTo}::timestamptz`)
  return found
}
