import type pg from 'pg'
import { type Reader, read } from '../../platform/database.ts'
import type { PublishingTables } from './tables.ts'

/**
 * A sign of life. It belongs to no council and changes nothing that anyone did, so it passes no
 * door and leaves no entry: one row for each worker that runs.
 */
export async function beat(pool: pg.Pool, workerId: string, startedAt: Temporal.Instant) {
  await pool.query(
    `insert into publishing.worker (id, started_at, seen_at) values ($1, $2, now())
     on conflict (id) do update set seen_at = now()`,
    [workerId, startedAt.toString()],
  )
  await pool.query(`delete from publishing.worker where seen_at < now() - interval '1 day'`)
}

export async function stopBeating(pool: pg.Pool, workerId: string) {
  await pool.query('delete from publishing.worker where id = $1', [workerId])
}

export async function readWorkers(
  db: Reader,
): Promise<{ id: string; started_at: Temporal.Instant; seen_at: Temporal.Instant }[]> {
  return read<PublishingTables>(db)
    .selectFrom('publishing.worker')
    .selectAll()
    .orderBy('seen_at', 'desc')
    .execute()
}
