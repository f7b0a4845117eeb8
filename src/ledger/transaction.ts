import type pg from 'pg'
import { beginFor, overClient, type Writer } from '../platform/database.ts'

/** One transaction of one council, for work that no request asked for. */
export function inCouncil<R>(
  pool: pg.Pool,
  councilId: string,
  work: (db: Writer) => Promise<R>,
): Promise<R> {
  return between(pool, councilId, beginFor(councilId, false), work)
}

/** Everything read inside is as it was at one moment, however long the reading takes. */
export function atOneMoment<R>(
  pool: pg.Pool,
  councilId: string,
  work: (db: Writer) => Promise<R>,
): Promise<R> {
  const begin = beginFor(councilId, true).replace('begin', 'begin isolation level repeatable read')
  return between(pool, councilId, begin, work)
}

async function between<R>(
  pool: pg.Pool,
  councilId: string,
  begin: string,
  work: (db: Writer) => Promise<R>,
): Promise<R> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(begin)
    const result = await work(overClient(client, councilId))
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}
