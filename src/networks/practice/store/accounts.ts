import type { Query } from '../database.ts'

export interface AccountRow {
  readonly id: string
  readonly username: string
  readonly displayName: string
  readonly note: string
  readonly resident: boolean
  readonly createdAt: string
  readonly statuses: number
  readonly followers: number
  readonly following: number
  readonly lastStatusAt: string | null
}

/** An account as JSON, for statements that carry it along. `a` is the account. */
export const accountJson = `json_build_object(
  'id', a.id::text, 'username', a.username, 'displayName', a.display_name, 'note', a.note,
  'resident', a.resident, 'createdAt', practice.iso(a.created_at),
  'statuses', (select count(*) from practice.status c where c.account_id = a.id),
  'followers', (select count(*) from practice.relation c where c.other_id = a.id and c.kind = 'follow'),
  'following', (select count(*) from practice.relation c where c.account_id = a.id and c.kind = 'follow'),
  'lastStatusAt', (select left(practice.iso(max(c.created_at)), 10) from practice.status c where c.account_id = a.id)
)`

export async function selectAccounts(
  all: Query,
  where: string,
  values: readonly unknown[],
): Promise<AccountRow[]> {
  const sql = `select ${accountJson} as account from practice.account a ${where}`
  return (await all<{ account: AccountRow }>(sql, values)).map((row) => row.account)
}

export async function accountById(all: Query, id: string): Promise<AccountRow | null> {
  return (await selectAccounts(all, 'where a.id = $1', [id]))[0] ?? null
}

export async function accountByName(all: Query, name: string): Promise<AccountRow | null> {
  return (await selectAccounts(all, 'where lower(a.username) = lower($1)', [name]))[0] ?? null
}

export async function accountsByNames(
  all: Query,
  names: readonly string[],
): Promise<{ id: string; username: string }[]> {
  if (names.length === 0) return []
  return all(
    'select id::text, username from practice.account where lower(username) = any($1::text[])',
    [names],
  )
}

export async function searchAccounts(all: Query, text: string, limit: number) {
  const pattern = `%${text.replace(/[\\%_]/g, '\\$&')}%`
  const where = `where a.username ilike $1 or a.display_name ilike $1 order by a.username limit $2`
  return selectAccounts(all, where, [pattern, limit])
}

export interface NewAccount {
  readonly username: string
  readonly displayName: string
  readonly note?: string
  readonly passwordHash: string | null
  readonly resident?: boolean
  readonly at: Temporal.Instant
}

/** Null when the name is taken. */
export async function insertAccount(all: Query, account: NewAccount): Promise<string | null> {
  const { username, displayName, note = '', passwordHash, resident = false, at } = account
  const rows = await all<{ id: string }>(
    `insert into practice.account (id, username, display_name, note, password_hash, resident, created_at)
     values (practice.next_id($6), $1, $2, $3, $4, $5, $6)
     on conflict do nothing returning id::text`,
    [username, displayName, note, passwordHash, resident, at],
  )
  return rows[0]?.id ?? null
}

export async function passwordOf(
  all: Query,
  username: string,
): Promise<{ id: string; passwordHash: string | null } | null> {
  const rows = await all<{ id: string; passwordHash: string | null }>(
    `select id::text, password_hash as "passwordHash" from practice.account
     where lower(username) = lower($1)`,
    [username],
  )
  return rows[0] ?? null
}

export async function updateAccount(
  all: Query,
  id: string,
  displayName: string | null,
  note: string | null,
): Promise<void> {
  await all(
    `update practice.account set display_name = coalesce($2, display_name), note = coalesce($3, note)
     where id = $1`,
    [id, displayName, note],
  )
}

export type RelationKind = 'follow' | 'mute' | 'block'

/** True when it is new. */
export async function relate(
  all: Query,
  from: string,
  to: string,
  kind: RelationKind,
  at: Temporal.Instant,
): Promise<boolean> {
  const rows = await all(
    `insert into practice.relation (account_id, other_id, kind, created_at) values ($1, $2, $3, $4)
     on conflict do nothing returning kind`,
    [from, to, kind, at],
  )
  return rows.length > 0
}

export async function unrelate(all: Query, from: string, to: string, kind: RelationKind) {
  await all('delete from practice.relation where account_id = $1 and other_id = $2 and kind = $3', [
    from,
    to,
    kind,
  ])
}

export interface RelationRow {
  readonly id: string
  readonly following: boolean
  readonly followedBy: boolean
  readonly muting: boolean
  readonly blocking: boolean
  readonly blockedBy: boolean
}

export async function relationsOf(
  all: Query,
  me: string,
  others: readonly string[],
): Promise<RelationRow[]> {
  const has = (from: string, to: string, kind: RelationKind) =>
    `exists (select from practice.relation r
       where r.account_id = ${from} and r.other_id = ${to} and r.kind = '${kind}')`
  return all(
    `select o.id::text, ${has('$1', 'o.id', 'follow')} as following,
       ${has('o.id', '$1', 'follow')} as "followedBy", ${has('$1', 'o.id', 'mute')} as muting,
       ${has('$1', 'o.id', 'block')} as blocking, ${has('o.id', '$1', 'block')} as "blockedBy"
     from practice.account o where o.id = any($2::bigint[])`,
    [me, others],
  )
}

const sides = {
  followers: ['other_id', 'account_id', 'follow'],
  following: ['account_id', 'other_id', 'follow'],
  muted: ['account_id', 'other_id', 'mute'],
  blocked: ['account_id', 'other_id', 'block'],
} as const

/** Those who follow an account, or whom it follows, mutes or blocks. */
export async function relatedTo(
  all: Query,
  id: string,
  side: keyof typeof sides,
): Promise<AccountRow[]> {
  const [mine, theirs, kind] = sides[side]
  const where = `join practice.relation r on r.${theirs} = a.id and r.kind = '${kind}'
    where r.${mine} = $1 order by r.created_at desc limit 80`
  return selectAccounts(all, where, [id])
}

export function favouritersOf(all: Query, statusId: string): Promise<AccountRow[]> {
  const where = `join practice.mark k on k.account_id = a.id and k.kind = 'favourite'
    where k.status_id = $1 order by k.created_at desc limit 80`
  return selectAccounts(all, where, [statusId])
}

export function rebloggersOf(all: Query, statusId: string): Promise<AccountRow[]> {
  const where = `join practice.status r on r.account_id = a.id
    where r.reblog_of_id = $1 order by r.id desc limit 80`
  return selectAccounts(all, where, [statusId])
}
