import type { Query } from '../database.ts'
import { type AccountRow, accountJson } from './accounts.ts'

export type NotificationKind = 'mention' | 'favourite' | 'reblog' | 'follow'

export interface NotificationRow {
  readonly id: string
  readonly kind: NotificationKind
  readonly createdAt: string
  readonly statusId: string | null
  readonly account: AccountRow
}

export interface Notice {
  readonly to: string
  readonly from: string
  readonly kind: NotificationKind
  readonly statusId: string | null
  readonly at: Temporal.Instant
}

/** Nobody is told of what they did themselves, nor by those whom they muted or blocked. */
export async function notify(all: Query, notice: Notice): Promise<void> {
  if (notice.to === notice.from) return
  await all(
    `insert into practice.notification (id, account_id, kind, from_account_id, status_id, created_at)
     select practice.next_id($5::timestamptz), $1::bigint, $2::text, $3::bigint, $4::bigint, $5::timestamptz
     where not exists (select from practice.relation r where r.account_id = $1::bigint
       and r.other_id = $3::bigint and r.kind in ('mute', 'block'))`,
    [notice.to, notice.kind, notice.from, notice.statusId, notice.at],
  )
}

export function selectNotifications(
  all: Query,
  rest: string,
  values: readonly unknown[],
): Promise<NotificationRow[]> {
  return all<NotificationRow>(
    `select n.id::text, n.kind, practice.iso(n.created_at) as "createdAt",
       n.status_id::text as "statusId", ${accountJson} as account
     from practice.notification n join practice.account a on a.id = n.from_account_id
     where ${rest}`,
    values,
  )
}

/** One of them, or all with null. */
export async function dismissNotifications(
  all: Query,
  accountId: string,
  id: string | null,
): Promise<void> {
  await all(
    'delete from practice.notification where account_id = $1 and ($2::bigint is null or id = $2)',
    [accountId, id],
  )
}
