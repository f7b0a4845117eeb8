import { CompiledQuery, type RawBuilder, type SqlBool, sql } from 'kysely'
import type pg from 'pg'
import { type Reader, read, type Writer, write } from '../platform/database.ts'
import { type Digest, fromBytes, toBytes } from './merkle.ts'
import { completedBy, type Subtree } from './proof.ts'

interface EntryRow {
  council_id: string
  id: string
  at: Temporal.Instant
  action: string
  actor: string
  object_kind: string
  object_id: string
  terms: unknown
  body: string
  seal: Buffer
}

interface LeafRow {
  council_id: string
  index: number
  entry_id: string
  hash: Buffer
  subtrees: Buffer
  seal: Buffer
}

interface CheckpointRow {
  council_id: string
  size: number
  root: Buffer
  note: string
  at: Temporal.Instant
}

export interface LedgerTables {
  'ledger.entry': EntryRow
  'ledger.leaf': LeafRow
  'ledger.checkpoint': CheckpointRow
}

const firstId = '00000000-0000-0000-0000-000000000000'

async function rows<Row>(db: Writer, text: string, values: unknown[] = []): Promise<Row[]> {
  return (await write(db).executeQuery<Row>(CompiledQuery.raw(text, values))).rows
}

// Writing

export interface SealedEntry {
  readonly body: string
  readonly seal: Buffer
}

/** One statement, whose text never varies: every change pays for it. */
export async function insertEntries(db: Writer, entries: readonly SealedEntry[]): Promise<void> {
  await rows(db, insertion, [entries.map(({ body }) => body), entries.map(({ seal }) => seal)])
}

const insertion =
  'insert into ledger.entry (body, seal) select * from unnest($1::text[], $2::bytea[])'

export interface Leaf {
  readonly index: number
  readonly entryId: string
  readonly hash: Digest
  readonly subtrees: readonly Digest[]
  readonly seal: Buffer
}

export async function insertLeaves(db: Writer, leaves: readonly Leaf[]): Promise<void> {
  await rows(
    db,
    `insert into ledger.leaf (council_id, index, entry_id, hash, subtrees, seal)
     select $1::uuid, * from unnest($2::bigint[], $3::uuid[], $4::bytea[], $5::bytea[], $6::bytea[])`,
    [
      db.councilId,
      leaves.map(({ index }) => index),
      leaves.map(({ entryId }) => entryId),
      leaves.map(({ hash }) => toBytes(hash)),
      leaves.map(({ subtrees }) => toBytes(subtrees.join(''))),
      leaves.map(({ seal }) => seal),
    ],
  )
}

export interface SignedCheckpoint {
  readonly size: number
  readonly root: Digest
  readonly note: string
  readonly at: Temporal.Instant
}

export async function insertCheckpoint(db: Writer, made: SignedCheckpoint): Promise<void> {
  await rows(
    db,
    'insert into ledger.checkpoint (council_id, size, root, note, at) values ($1, $2, $3, $4, $5)',
    [db.councilId, made.size, toBytes(made.root), made.note, made.at],
  )
}

// Folding

/** Only one process folds a council's entries at a time; false when another does. */
export async function lockLedger(db: Writer): Promise<boolean> {
  const [row] = await rows<{ locked: boolean }>(
    db,
    `select pg_try_advisory_xact_lock(hashtextextended('ledger ' || $1, 0)) as locked`,
    [db.councilId],
  )
  return row?.locked === true
}

/**
 * Councils with entries to fold among those written by transactions from `since` on, and the
 * horizon: every transaction before it has ended, so nothing older can still appear.
 */
export async function councilsWaiting(pool: pg.Pool, since: string) {
  const { rows } = await pool.query<{ horizon: string; councils: string[] }>(
    `select pg_snapshot_xmin(pg_current_snapshot()) as horizon,
       array(select ledger.waiting($1::xid8)) as councils`,
    [since],
  )
  const [row] = rows
  if (row === undefined) throw new Error('The database did not answer.')
  return row
}

/** Where an entry stands in the order of folding. */
export interface FoldPlace {
  readonly xid: string
  readonly id: string
}

export interface WaitingEntry extends SealedEntry, FoldPlace {}

/** Before all entries of a transaction and of those after it. */
export const startOf = (xid: string): FoldPlace => ({ xid, id: firstId })

/** Committed entries that are not in the tree, in the order in which they will stand there. */
export function entriesWaiting(
  db: Writer,
  after: FoldPlace,
  limit: number,
): Promise<WaitingEntry[]> {
  return rows(
    db,
    `select e.id, e.xid::text, e.body, e.seal from ledger.entry e
     where (e.xid, e.id) > ($1::xid8, $2::uuid) and not exists (
       select from ledger.leaf l where l.council_id = e.council_id and l.entry_id = e.id)
     order by e.xid, e.id limit $3`,
    [after.xid, after.id, limit],
  )
}

// Reading

export async function latestCheckpoint(db: Reader): Promise<SignedCheckpoint | undefined> {
  const row = await read<LedgerTables>(db)
    .selectFrom('ledger.checkpoint')
    .select(['size', 'root', 'note', 'at'])
    .orderBy('size', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row && { ...row, root: fromBytes(row.root) }
}

/** Where to look up the roots of these complete subtrees. */
export async function subtreeRoots(
  db: Reader,
  subtrees: readonly Subtree[],
): Promise<(subtree: Subtree) => Digest> {
  const wanted = [...new Set(subtrees.map(completedBy))]
  const found = await read<LedgerTables>(db)
    .selectFrom('ledger.leaf')
    .select(['index', 'hash', 'subtrees'])
    .where(sql<boolean>`index = any(${wanted}::bigint[])`)
    .execute()
  const byIndex = new Map(found.map((row) => [row.index, row]))
  return (subtree) => {
    const row = byIndex.get(completedBy(subtree))
    const end = subtree.level * 32
    const bytes = subtree.level === 0 ? row?.hash : row?.subtrees.subarray(end - 32, end)
    return fromBytes(bytes ?? new Uint8Array())
  }
}

/** An entry and its place in the tree; null while it has none. */
export interface PlacedEntry {
  readonly id: string
  readonly at: Temporal.Instant
  readonly body: string
  readonly index: number | null
}

const placedEntries = (db: Reader) =>
  read<LedgerTables>(db)
    .selectFrom('ledger.entry as e')
    .leftJoin('ledger.leaf as l', (join) =>
      join.onRef('l.council_id', '=', 'e.council_id').onRef('l.entry_id', '=', 'e.id'),
    )
    .select(['e.id', 'e.at', 'e.body', 'l.index'])

export const findEntry = (db: Reader, id: string): Promise<PlacedEntry | undefined> =>
  placedEntries(db).where('e.id', '=', id).executeTakeFirst()

export interface WantedEntries {
  readonly actor?: string | undefined
  readonly action?: string | undefined
  readonly objectKind?: string | undefined
  readonly about?: string | undefined
  readonly clause?: string | undefined
  readonly from?: Temporal.Instant | undefined
  readonly to?: Temporal.Instant | undefined
  readonly after?: PlacedEntry | undefined
  readonly limit: number
}

/** The newest first. */
export async function findEntries(db: Reader, wanted: WantedEntries): Promise<PlacedEntry[]> {
  const { actor, action, objectKind, about, clause, from, to, after, limit } = wanted
  let found = placedEntries(db).orderBy('e.at', 'desc').orderBy('e.id', 'desc').limit(limit)
  if (actor) found = found.where('e.actor', '=', actor)
  if (action?.endsWith('.')) found = found.where(sql<boolean>`starts_with(e.action, ${action})`)
  else if (action) found = found.where('e.action', '=', action)
  if (objectKind) found = found.where('e.object_kind', '=', objectKind)
  if (about) found = found.where(await naming(db, about))
  if (clause) found = found.where(await naming(db, clause))
  if (from) found = found.where('e.at', '>=', from)
  if (to) found = found.where('e.at', '<', to)
  if (after) found = found.where(sql<boolean>`(e.at, e.id) < (${after.at}, ${after.id})`)
  return found.execute()
}

const few = 2000

/** What few entries name is looked up; what many name soon turns up in a list by time. */
async function naming(db: Reader, term: string): Promise<RawBuilder<SqlBool>> {
  const found = await read<LedgerTables>(db)
    .selectNoFrom(sql<string[]>`array(select ledger.naming(${term}, ${few}::int))`.as('ids'))
    .executeTakeFirstOrThrow()
  return found.ids.length < few
    ? sql<SqlBool>`e.id = any(${found.ids}::uuid[])`
    : sql<SqlBool>`jsonb_exists(e.terms, ${term})`
}

/** A leaf with the entry that should stand there, and what the database shows of it in lists. */
export interface LeafFound {
  readonly index: number
  readonly entryId: string
  readonly hash: Digest
  readonly subtrees: string
  readonly seal: Buffer
  readonly entry: EntryFound | null
}

export interface EntryFound extends SealedEntry {
  readonly id: string
  readonly at: Temporal.Instant
  /** What the filters go by, in the order of the columns. */
  readonly shown: readonly unknown[]
}

type EntryColumns = Omit<EntryRow, 'terms'> & { terms: readonly string[] }
const entryColumns =
  'e.council_id, e.id, e.at, e.action, e.actor, e.object_kind, e.object_id, e.terms, e.body, e.seal'

const entryFrom = (row: EntryColumns): EntryFound => ({
  id: row.id,
  at: row.at,
  body: row.body,
  seal: row.seal,
  shown: [
    row.council_id,
    row.id,
    row.at.toString(),
    row.action,
    row.actor,
    row.object_kind,
    row.object_id,
    row.terms.toSorted(),
  ],
})

/** Leaves from a place on, in their order. */
export async function leavesFrom(db: Writer, index: number, limit: number): Promise<LeafFound[]> {
  const found = await rows<LeafRow & EntryColumns & { leaf_seal: Buffer; body: string | null }>(
    db,
    `select l.index, l.entry_id, l.hash, l.subtrees, l.seal as leaf_seal, ${entryColumns}
     from ledger.leaf l left join ledger.entry e on e.council_id = l.council_id and e.id = l.entry_id
     where l.index >= $1 order by l.index limit $2`,
    [index, limit],
  )
  return found.map((row) => ({
    index: row.index,
    entryId: row.entry_id,
    hash: fromBytes(row.hash),
    subtrees: fromBytes(row.subtrees),
    seal: row.leaf_seal,
    entry: row.body === null ? null : entryFrom(row),
  }))
}

/** Checkpoints over more than `size` entries, the smallest first. */
export async function checkpointsAfter(
  db: Writer,
  size: number,
  limit: number,
): Promise<SignedCheckpoint[]> {
  const found = await rows<CheckpointRow>(
    db,
    'select size, root, note, at from ledger.checkpoint where size > $1 order by size limit $2',
    [size, limit],
  )
  return found.map((row) => ({ ...row, root: fromBytes(row.root) }))
}

/** Entries that stand in no tree, in the order of their ids. */
export async function entriesOutside(
  db: Writer,
  afterId: string | undefined,
  limit: number,
): Promise<EntryFound[]> {
  const found = await rows<EntryColumns>(
    db,
    `select ${entryColumns} from ledger.entry e
     where e.id > $1 and not exists (
       select from ledger.leaf l where l.council_id = e.council_id and l.entry_id = e.id)
     order by e.id limit $2`,
    [afterId ?? firstId, limit],
  )
  return found.map(entryFrom)
}

/** Every council with anything in the ledger. */
export async function allCouncils(pool: pg.Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>('select ledger.councils() as id order by id')
  return rows.map(({ id }) => id)
}
