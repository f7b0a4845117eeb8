import type pg from 'pg'

export interface AttemptLimit {
  readonly failures: number
  readonly minutes: number
  readonly now: Temporal.Instant
}

const count = `
  insert into people.sign_in_attempt as a (key, failures, since) values ($1, 1, $2)
  on conflict (key) do update set
    failures = case when a.since < $3 then 1 else a.failures + 1 end,
    since = case when a.since < $3 then $2 else a.since end,
    locked_until = case
      when a.locked_until > $2 then a.locked_until
      when a.since >= $3 and a.failures >= $4 then $5
    end
  returning failures, coalesce(locked_until > $2, false) as locked`

/** One statement, so that attempts at the same moment are counted one after another. */
export async function countAttempt(
  pool: pg.Pool,
  key: string,
  { failures, minutes, now }: AttemptLimit,
): Promise<{ failures: number; locked: boolean }> {
  const found = await pool.query<{ failures: number; locked: boolean }>(count, [
    key,
    now.toString(),
    now.subtract({ minutes }).toString(),
    failures,
    now.add({ minutes }).toString(),
  ])
  return found.rows[0] ?? { failures: 0, locked: true }
}

/** A success clears what was counted for it; the wider counters only lose this one attempt. */
export async function forgiveAttempts(pool: pg.Pool, keys: readonly string[]): Promise<void> {
  const [own, ...wider] = keys
  await pool.query('delete from people.sign_in_attempt where key = $1', [own])
  await pool.query(
    'update people.sign_in_attempt set failures = greatest(failures - 1, 0) where key = any($1)',
    [wider],
  )
}

/** True once in two minutes for the same key: longer than a code of an authenticator app lives. */
export async function useCode(pool: pg.Pool, key: string, now: Temporal.Instant): Promise<boolean> {
  const found = await pool.query(
    `insert into people.sign_in_attempt as a (key, failures, since) values ($1, 0, $2)
     on conflict (key) do update set since = $2 where a.since < $3 returning key`,
    [key, now.toString(), now.subtract({ minutes: 2 }).toString()],
  )
  return found.rowCount === 1
}
