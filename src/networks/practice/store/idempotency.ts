import type { Query } from '../database.ts'

/**
 * Takes a key for this account. Undefined: it is free, and now ours until the transaction ends;
 * a second request with it waits here. Otherwise the id of the status that it made.
 */
export async function takeKey(
  all: Query,
  accountId: string,
  key: string,
  now: Temporal.Instant,
): Promise<string | undefined> {
  // Kept for an hour, as the original does.
  await all('delete from practice.idempotency where created_at < $1', [now.subtract({ hours: 1 })])
  const taken = await all(
    `insert into practice.idempotency (account_id, key, created_at) values ($1, $2, $3)
     on conflict do nothing returning key`,
    [accountId, key, now],
  )
  if (taken.length > 0) return undefined
  const rows = await all<{ statusId: string }>(
    `select status_id::text as "statusId" from practice.idempotency
     where account_id = $1 and key = $2`,
    [accountId, key],
  )
  return rows[0]?.statusId ?? '0'
}

export async function keepKey(
  all: Query,
  accountId: string,
  key: string,
  statusId: string,
): Promise<void> {
  await all('update practice.idempotency set status_id = $3 where account_id = $1 and key = $2', [
    accountId,
    key,
    statusId,
  ])
}
