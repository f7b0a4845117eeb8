import type { Query } from '../database.ts'
import { type AccountRow, accountJson } from './accounts.ts'
import { type MediaRow, mediaJson } from './media.ts'

export type RemoteVisibility = 'public' | 'unlisted' | 'private' | 'direct'

export interface StatusRow {
  readonly id: string
  readonly text: string
  readonly spoiler: string
  readonly sensitive: boolean
  readonly visibility: RemoteVisibility
  readonly language: string | null
  readonly inReplyToId: string | null
  readonly inReplyToAccountId: string | null
  readonly reblogOfId: string | null
  readonly appName: string | null
  readonly createdAt: string
  readonly editedAt: string | null
  readonly account: AccountRow
  readonly media: MediaRow[]
  readonly tags: string[]
  readonly mentions: { readonly id: string; readonly username: string }[]
  readonly replies: number
  readonly reblogs: number
  readonly favourites: number
  /** What the one who asks did with it. */
  readonly favourited: boolean
  readonly bookmarked: boolean
  readonly pinned: boolean
  readonly reblogged: boolean
}

/** `$1` is always the account that asks, or null. */
export const visible = `(
  s.visibility in ('public', 'unlisted') or s.account_id = $1::bigint
  or exists (select from practice.mention v where v.status_id = s.id and v.account_id = $1::bigint)
  or (s.visibility = 'private' and exists (select from practice.relation v
    where v.account_id = $1::bigint and v.other_id = s.account_id and v.kind = 'follow')))`

const marked = (kind: string) =>
  `exists (select from practice.mark k
     where k.status_id = s.id and k.kind = '${kind}' and k.account_id = $1::bigint)`

const columns = `s.id::text, s.text, s.spoiler, s.sensitive, s.visibility, s.language,
  s.in_reply_to_id::text as "inReplyToId", s.in_reply_to_account_id::text as "inReplyToAccountId",
  s.reblog_of_id::text as "reblogOfId", s.app_name as "appName",
  practice.iso(s.created_at) as "createdAt", practice.iso(s.edited_at) as "editedAt",
  ${accountJson} as account,
  (select coalesce(json_agg(${mediaJson} order by m.position), '[]') from practice.media m
    where m.status_id = s.id) as media,
  (select coalesce(json_agg(t.name order by t.name), '[]') from practice.tag t
    where t.status_id = s.id) as tags,
  (select coalesce(json_agg(json_build_object('id', o.id::text, 'username', o.username)), '[]')
    from practice.mention n join practice.account o on o.id = n.account_id
    where n.status_id = s.id) as mentions,
  (select count(*)::int from practice.status r where r.in_reply_to_id = s.id
    and r.visibility in ('public', 'unlisted')) as replies,
  (select count(*)::int from practice.status r where r.reblog_of_id = s.id) as reblogs,
  (select count(*)::int from practice.mark k where k.status_id = s.id and k.kind = 'favourite')
    as favourites,
  ${marked('favourite')} as favourited, ${marked('bookmark')} as bookmarked,
  ${marked('pin')} as pinned,
  exists (select from practice.status r where r.reblog_of_id = s.id
    and r.account_id = $1::bigint) as reblogged`

/** Statuses that `viewer` may see. `rest` goes on after `where`, with its values from `$2` on. */
export function selectStatuses(
  all: Query,
  viewer: string | null,
  rest: string,
  values: readonly unknown[],
): Promise<StatusRow[]> {
  const sql = `select ${columns} from practice.status s
    join practice.account a on a.id = s.account_id where ${visible} and ${rest}`
  return all<StatusRow>(sql, [viewer, ...values])
}

export async function statusById(
  all: Query,
  viewer: string | null,
  id: string,
): Promise<StatusRow | null> {
  return (await selectStatuses(all, viewer, 's.id = $2', [id]))[0] ?? null
}

export interface NewStatus {
  readonly accountId: string
  readonly text: string
  readonly spoiler: string
  readonly sensitive: boolean
  readonly visibility: RemoteVisibility
  readonly language: string | null
  readonly inReplyToId: string | null
  readonly inReplyToAccountId: string | null
  readonly appName: string | null
  readonly at: Temporal.Instant
}

export async function insertStatus(all: Query, status: NewStatus): Promise<string> {
  const rows = await all<{ id: string }>(
    `insert into practice.status (id, account_id, text, spoiler, sensitive, visibility, language,
       in_reply_to_id, in_reply_to_account_id, app_name, created_at)
     values (practice.next_id($10), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id::text`,
    [
      status.accountId,
      status.text,
      status.spoiler,
      status.sensitive,
      status.visibility,
      status.language,
      status.inReplyToId,
      status.inReplyToAccountId,
      status.appName,
      status.at,
    ],
  )
  return rows[0]?.id ?? ''
}

export async function insertReblog(
  all: Query,
  accountId: string,
  statusId: string,
  at: Temporal.Instant,
): Promise<string | null> {
  const rows = await all<{ id: string }>(
    `insert into practice.status (id, account_id, text, visibility, reblog_of_id, created_at)
     values (practice.next_id($3), $1, '', 'public', $2, $3)
     on conflict do nothing returning id::text`,
    [accountId, statusId, at],
  )
  return rows[0]?.id ?? null
}

export async function deleteReblog(all: Query, accountId: string, statusId: string): Promise<void> {
  await all('delete from practice.status where account_id = $1 and reblog_of_id = $2', [
    accountId,
    statusId,
  ])
}

export async function deleteStatus(all: Query, id: string): Promise<void> {
  await all('delete from practice.status where id = $1', [id])
}

export async function updateStatus(
  all: Query,
  id: string,
  change: {
    text: string
    spoiler: string
    sensitive: boolean
    language: string | null
    at: Temporal.Instant
  },
): Promise<void> {
  await all(
    `update practice.status set text = $2, spoiler = $3, sensitive = $4, language = $5, edited_at = $6
     where id = $1`,
    [id, change.text, change.spoiler, change.sensitive, change.language, change.at],
  )
}

export async function writeTags(all: Query, id: string, names: readonly string[]): Promise<void> {
  await all('delete from practice.tag where status_id = $1', [id])
  await all(
    'insert into practice.tag (status_id, name) select $1::bigint, unnest($2::text[]) on conflict do nothing',
    [id, names],
  )
}

/** Gives back those who were not mentioned before. */
export async function writeMentions(
  all: Query,
  id: string,
  accountIds: readonly string[],
): Promise<string[]> {
  await all(
    'delete from practice.mention where status_id = $1 and account_id <> all($2::bigint[])',
    [id, accountIds],
  )
  const rows = await all<{ id: string }>(
    `insert into practice.mention (status_id, account_id) select $1::bigint, unnest($2::bigint[])
     on conflict do nothing returning account_id::text as id`,
    [id, accountIds],
  )
  return rows.map((row) => row.id)
}

export type MarkKind = 'favourite' | 'bookmark' | 'pin'

/** True when it is new. */
export async function mark(
  all: Query,
  accountId: string,
  statusId: string,
  kind: MarkKind,
  at: Temporal.Instant,
): Promise<boolean> {
  const rows = await all(
    `insert into practice.mark (account_id, status_id, kind, created_at) values ($1, $2, $3, $4)
     on conflict do nothing returning kind`,
    [accountId, statusId, kind, at],
  )
  return rows.length > 0
}

export async function unmark(all: Query, accountId: string, statusId: string, kind: MarkKind) {
  await all('delete from practice.mark where account_id = $1 and status_id = $2 and kind = $3', [
    accountId,
    statusId,
    kind,
  ])
}
