import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import pg from 'pg'
import { hasty } from '../../src/commands/own-cluster.ts'
import { type Migration, migrate, readMigrations } from '../../src/platform/migrate.ts'
import { openCluster } from '../../src/platform/postgres.ts'

/** A database of its own for one test file, cloned from a migrated template. */
export interface TestDatabase {
  /** As the application: role crier_app, bound by row-level security. */
  readonly url: string
  /** As the owner of the tables: what DATABASE_URL holds outside tests. */
  readonly ownerUrl: string
  /** As the database's superuser: for playing the attacker with every right. */
  readonly superuserUrl: string
  drop(): Promise<void>
}

const templateLock = 7373_10
const root = new URL('../..', import.meta.url).pathname

/** What migrations make, and nothing in it. It goes when the test or the file that asked ends. */
export function testDatabase(): Promise<TestDatabase> {
  return droppedAfter(newDatabase(cloneTemplate))
}

/** Nothing at all, not even tables. */
export function emptyDatabase(): Promise<TestDatabase> {
  return droppedAfter(
    newDatabase(async (admin, _servers, name) => {
      await admin.query(`create database ${name} owner crier`)
    }),
  )
}

async function droppedAfter(made: Promise<TestDatabase>): Promise<TestDatabase> {
  const database = await made
  // A measurement is not a test: it drops its database itself.
  if (process.env.NODE_TEST_CONTEXT) after(database.drop)
  return database
}

type Make = (admin: pg.Client, servers: Servers, name: string) => Promise<void>

async function newDatabase(make: Make): Promise<TestDatabase> {
  const servers = await testCluster()
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`
  const admin = new pg.Client({ connectionString: servers.superuserUrl('postgres') })
  await admin.connect()
  try {
    await make(admin, servers, name)
  } finally {
    await admin.end()
  }
  const drop = () => dropDatabase(servers.superuserUrl('postgres'), name)
  const ownerUrl = servers.ownerUrl(name)
  const url = `${ownerUrl}?options=${encodeURIComponent('-c role=crier_app -c timezone=UTC')}`
  return { url, ownerUrl, superuserUrl: servers.superuserUrl(name), drop }
}

interface Servers {
  ownerUrl(database: string): string
  superuserUrl(database: string): string
}

/**
 * One server for all test files. It is left running, so that a single file starts at once; it
 * trades every safety for speed, as nothing in it is worth keeping.
 */
async function testCluster(): Promise<Servers> {
  const settings = { ...hasty, max_connections: '300' }
  const folder = process.env.CRIER_TEST_POSTGRES ?? sharedFolder()
  const cluster = await openCluster(folder, { keep: true, durable: false, settings })
  await cluster.close()
  return cluster
}

function sharedFolder(): string {
  const key = createHash('sha256').update(root).digest('hex').slice(0, 12)
  const parent = join(tmpdir(), `crier-tests-${process.getuid?.() ?? 0}`)
  mkdirSync(parent, { recursive: true, mode: 0o711 })
  // Nobody else may have put their own folder there to be trusted by us.
  if (statSync(parent).uid !== process.getuid?.()) throw new Error(`${parent} is not ours.`)
  return join(parent, key)
}

async function cloneTemplate(admin: pg.Client, servers: Servers, name: string): Promise<void> {
  const migrations = readMigrations()
  const template = templateName(migrations)
  // Held shared while cloning: nobody removes a template that is being copied.
  for (;;) {
    await admin.query('select pg_advisory_lock_shared($1)', [templateLock])
    const found = await admin.query('select from pg_database where datname = $1', [template])
    if (found.rowCount) {
      await admin.query(`create database ${name} template ${template} owner crier`)
      return
    }
    await admin.query('select pg_advisory_unlock_shared($1)', [templateLock])
    await makeTemplate(admin, servers, { template, migrations })
  }
}

interface Wanted {
  readonly template: string
  readonly migrations: readonly Migration[]
}

async function makeTemplate(admin: pg.Client, servers: Servers, wanted: Wanted): Promise<void> {
  const { template, migrations } = wanted
  await admin.query('select pg_advisory_lock($1)', [templateLock])
  try {
    const found = await admin.query('select from pg_database where datname = $1', [template])
    if (found.rowCount) return
    await removeOld(admin)
    await admin.query('create database unfinished owner crier')
    await migrate(servers.ownerUrl('unfinished'), migrations)
    await admin.query(`alter database unfinished rename to ${template}`)
  } finally {
    await admin.query('select pg_advisory_unlock($1)', [templateLock])
  }
}

/** Templates of older migrations, and databases whose test process was killed. */
async function removeOld(admin: pg.Client): Promise<void> {
  const { rows } = await admin.query<{ datname: string }>(
    `select datname from pg_database where datname ~ '^(template_[0-9a-f]{16}|unfinished|test_[0-9]+_.*)$'`,
  )
  for (const { datname } of rows) {
    const pid = /^test_(\d+)_/.exec(datname)?.[1]
    if (pid && isRunning(Number(pid))) continue
    await admin.query(`drop database if exists ${datname} with (force)`)
  }
}

function templateName(migrations: readonly Migration[]): string {
  const hash = createHash('sha256')
  for (const { name, sha256 } of migrations) hash.update(`${name} ${sha256}\n`)
  hash.update(readFileSync(join(root, 'node_modules/graphile-worker/package.json')))
  return `template_${hash.digest('hex').slice(0, 16)}`
}

async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  await admin.query(`drop database if exists ${name} with (force)`)
  await admin.end()
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}
