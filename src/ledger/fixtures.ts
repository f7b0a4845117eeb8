import pg from 'pg'
import type { EntryDraft } from '../platform/action.ts'
import type { Caller, PersonCaller } from '../platform/caller.ts'
import { openPool, type Writer } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { appendSealedBy } from './append.ts'
import { ledgerKeys } from './keys.ts'
import { inCouncil } from './transaction.ts'

export const testKeys = ledgerKeys([new Uint8Array(32).fill(7)])

export const anEntry = (parts: Partial<EntryDraft> = {}): EntryDraft => ({
  action: 'post.approved',
  object: { kind: 'post', id: newId() },
  ...parts,
})

export const testNow = Temporal.Instant.from('2026-11-24T09:00:00Z')

export interface Urls {
  readonly url: string
  readonly ownerUrl: string
  readonly superuserUrl: string
}

type Row = Record<string, unknown>

/** One council's ledger in a test database, and every kind of hand that may reach for it. */
export function testLedger(database: Urls, councilId = newId()) {
  const pool = openPool(database.url)
  const owner = quietPool(database.ownerUrl)
  const superuser = quietPool(database.superuserUrl)
  const tamperer = quietPool(database.superuserUrl, '-c session_replication_role=replica')
  const caller = anApprover(councilId)
  const at = { councilId, caller, now: testNow, requestId: 'request-1' }
  const append = appendSealedBy(testKeys)
  return {
    councilId,
    pool,
    caller,
    /** Commits entries as one change; gives their ids. */
    append: (...drafts: EntryDraft[]) =>
      inCouncil(pool, councilId, (db) => append(db, at, drafts)).then(() =>
        idsOf(superuser, councilId, drafts.length),
      ),
    /** Appends in a transaction of the test's own. */
    appendIn: (db: Writer, ...drafts: EntryDraft[]) => append(db, at, drafts),
    asOwner: (sql: string, values: unknown[] = []) => rows(owner, sql, values),
    asSuperuser: (sql: string, values: unknown[] = []) => rows(superuser, sql, values),
    /** With triggers switched off, as a superuser may. */
    tamper: (sql: string, values: unknown[] = []) => rows(tamperer, sql, values),
    async close() {
      for (const each of [pool, owner, superuser, tamperer]) await each.end()
    },
  }
}

export const anApprover = (councilId: string): PersonCaller => ({
  kind: 'person',
  councilId,
  personId: newId(),
  sessionId: newId(),
  roles: ['approver'],
  secondFactor: true,
})

export const aReader = (councilId: string): Caller => ({
  ...anApprover(councilId),
  roles: ['auditor'],
})

async function rows(pool: pg.Pool, sql: string, values: unknown[]): Promise<Row[]> {
  return (await pool.query<Row>(sql, values)).rows
}

async function idsOf(pool: pg.Pool, councilId: string, count: number): Promise<string[]> {
  const newest = await rows(
    pool,
    'select id from ledger.entry where council_id = $1 order by xid desc, id desc limit $2',
    [councilId, count],
  )
  return newest.map(({ id }) => String(id)).reverse()
}

function quietPool(connectionString: string, options?: string): pg.Pool {
  const pool = new pg.Pool({ connectionString, max: 2, ...(options && { options }) })
  pool.on('error', () => {})
  return pool
}
