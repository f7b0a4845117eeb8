import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { Halt } from './halt.ts'
import { home } from './home.ts'

export interface Migration {
  readonly number: number
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

interface Applied {
  readonly number: number
  readonly name: string
  readonly sha256: string
}

export const migrationsFolder = join(home, 'migrations')

/** The one numbered history, in order. */
export function readMigrations(folder: string = migrationsFolder): readonly Migration[] {
  const named = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
  return named.map((file) => {
    const [, number, name] = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file) ?? []
    if (!number || !name) {
      throw new Halt(`migrations/${file} is not named like 0001-what-it-adds.sql.`)
    }
    const sql = readFileSync(join(folder, file), 'utf8')
    const sha256 = createHash('sha256').update(sql).digest('hex')
    return { number: Number(number), name, sql, sha256 }
  })
}

/** Brings a database up to this code, as its owner. Returns what was applied now. */
export async function migrate(
  ownerUrl: string,
  migrations: readonly Migration[] = readMigrations(),
): Promise<readonly Migration[]> {
  checkNumbers(migrations)
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    await client.query(`select pg_advisory_lock(hashtext('crier migrations'))`)
    await makeHistory(client)
    const waiting = migrationsWaiting(migrations, await readApplied(client))
    // Crier's own functions add jobs, so the job tables come first.
    await migrateJobs(ownerUrl)
    for (const migration of waiting) await apply(client, migration)
    return waiting
  } finally {
    await client.end()
  }
}

/** What a database still lacks. Looks, and changes nothing. */
export async function waitingMigrations(ownerUrl: string): Promise<readonly Migration[]> {
  const client = new pg.Client({ connectionString: ownerUrl })
  await client.connect()
  try {
    const { rowCount } = await client.query(
      `select from pg_class where oid = to_regclass('platform.migration')`,
    )
    return migrationsWaiting(readMigrations(), rowCount ? await readApplied(client) : [])
  } finally {
    await client.end()
  }
}

/** Refuses what cannot be brought up to date safely; otherwise, what is still to apply. */
export function migrationsWaiting(
  migrations: readonly Migration[],
  applied: readonly Applied[],
): readonly Migration[] {
  const known = new Map(migrations.map((migration) => [migration.number, migration]))
  const done = new Set(applied.map(({ number }) => number))
  for (const { number, name, sha256 } of applied) {
    const mine = known.get(number)
    const file = fileName({ number, name })
    if (!mine) {
      throw new Halt(
        `The database was made by a newer Crier (it has ${file}, which this version does not know): install that version or a later one, or restore a backup made before it.`,
      )
    }
    if (mine.sha256 !== sha256) {
      throw new Halt(
        `${file} is not the file that was applied to this database (it was edited since): put the file back as it was, and make the change in a new migration.`,
      )
    }
  }
  const newest = Math.max(0, ...done)
  for (const migration of migrations) {
    if (done.has(migration.number) || migration.number > newest) continue
    throw new Halt(
      `The database has later migrations but not ${fileName(migration)}, so it cannot be added in order: restore a backup, or give the migration the next free number.`,
    )
  }
  return migrations.filter(({ number }) => !done.has(number))
}

function checkNumbers(migrations: readonly Migration[]): void {
  migrations.forEach(({ number }, index) => {
    if (number === index + 1) return
    const wanted = String(index + 1).padStart(4, '0')
    throw new Halt(
      number <= index
        ? `Two migrations have the number ${String(number).padStart(4, '0')}: give the later one the next free number.`
        : `The migration ${wanted} is missing from the migrations folder: the installation is not complete, so fetch Crier again.`,
    )
  })
}

async function makeHistory(client: pg.Client): Promise<void> {
  await client.query(`
    create schema if not exists platform;
    create table if not exists platform.migration (
      number integer primary key,
      name text not null,
      sha256 text not null,
      applied_at timestamptz not null default now()
    )`)
}

async function readApplied(client: pg.Client): Promise<readonly Applied[]> {
  const sql = 'select number, name, sha256 from platform.migration order by number'
  return (await client.query<Applied>(sql)).rows
}

async function apply(client: pg.Client, { number, name, sql, sha256 }: Migration): Promise<void> {
  try {
    await client.query('begin')
    await client.query(sql)
    await client.query(
      'insert into platform.migration (number, name, sha256) values ($1, $2, $3)',
      [number, name, sha256],
    )
    await client.query('commit')
  } catch (cause) {
    await client.query('rollback').catch(() => {})
    const said = cause instanceof Error ? cause.message : String(cause)
    const file = fileName({ number, name })
    throw new Halt(
      `${file} could not be applied, and the database is as it was before it: ${said}${lineOf(cause, sql)}`,
      { cause },
    )
  }
}

function lineOf(cause: unknown, sql: string): string {
  const position = cause instanceof pg.DatabaseError ? Number(cause.position) : Number.NaN
  return position > 0 ? ` (line ${sql.slice(0, position).split('\n').length})` : ''
}

async function migrateJobs(connectionString: string): Promise<void> {
  const logger = new Logger(() => () => {})
  const pgPool = new pg.Pool({ connectionString, max: 2 })
  // Its last connection may still be closing when the built-in server is told to stop.
  pgPool.on('error', () => {}).on('connect', (client) => client.on('error', () => {}))
  try {
    await runMigrations({ pgPool, logger })
  } finally {
    await pgPool.end()
  }
}

const fileName = ({ number, name }: { number: number; name: string }) =>
  `migrations/${String(number).padStart(4, '0')}-${name}.sql`
