import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { Halt } from './halt.ts'
import {
  initialise,
  type Passwords,
  type Postmaster,
  readPasswords,
  readPostmaster,
  type ServerSettings,
  ServerStopped,
  startServer,
  stopServer,
} from './postgres-server.ts'

/** The PostgreSQL server that Crier brings, running on one folder. */
export interface Cluster extends AsyncDisposable {
  /** The account that owns Crier's tables and may do nothing outside its database. */
  ownerUrl(database?: string): string
  superuserUrl(database?: string): string
  /** False when another process holds this claim on the cluster, which ends with the process. */
  claim(name: 'start'): Promise<boolean>
  /** Leaves the cluster. The last to leave stops the server. */
  close(): Promise<void>
}

export interface ClusterOptions {
  /** Tests trade safety for speed. */
  readonly settings?: ServerSettings
  readonly durable?: boolean
  /** Leaves the server running when the last process has left. */
  readonly keep?: boolean
  /** Called when the server goes away underneath us. */
  readonly lost?: () => void
}

const locks = { use: 7373_01, roles: 7373_02, start: 7373_03 }
const answersWithin = 10_000
const triesAtMost = 40

/** Joins the server that runs on this folder, or makes the cluster and starts it. */
export async function openCluster(folder: string, options: ClusterOptions = {}): Promise<Cluster> {
  initialise(folder, { durable: options.durable ?? true })
  const passwords = readPasswords(folder)
  let tries = 0
  while (tries < triesAtMost) {
    const running = readPostmaster(folder)
    if (!running) {
      tries++
      await start(folder, options.settings ?? {})
    } else if (!running.ready) {
      await pause(50) // It recovers or leaves, which takes as long as it takes.
    } else {
      tries++
      const client = await join(folder, running, passwords)
      if (client) {
        await prepareRoles(client, passwords)
        return clusterOver(client, { folder, running, passwords, options })
      }
      await pause(100 + Math.random() * 200)
    }
  }
  throw new Halt(
    `The PostgreSQL server on ${folder} could not be started or reached: its own words are in ${folder}/server.log.`,
  )
}

async function start(folder: string, settings: ServerSettings): Promise<void> {
  try {
    await startServer(folder, settings)
  } catch (error) {
    if (!(error instanceof ServerStopped)) throw error
    if (!error.passing) {
      throw new Halt(`PostgreSQL could not start on ${folder}: ${error.message}`)
    }
    await pause(100 + Math.random() * 400)
  }
}

/** A connection that counts as one user of the server; undefined when the server is leaving. */
async function join(
  folder: string,
  running: Postmaster,
  passwords: Passwords,
): Promise<pg.Client | undefined> {
  const client = new pg.Client({
    connectionString: urlOf(running.port, 'postgres', passwords.superuser, 'postgres'),
    connectionTimeoutMillis: answersWithin,
    keepAlive: true,
  })
  client.on('error', () => {})
  try {
    await client.connect()
    const { rows } = await client.query<{ joined: boolean }>(
      'select pg_try_advisory_lock_shared($1) as joined',
      [locks.use],
    )
    if (rows[0]?.joined) return client
    await client.end()
  } catch (error) {
    await client.end().catch(() => {})
    await judge(error, folder, running)
  }
  return undefined
}

/** Decides what a failed connection means: give up, stop a server that is stuck, or wait. */
async function judge(error: unknown, folder: string, running: Postmaster): Promise<void> {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === '28P01') {
    throw new Halt(
      `The PostgreSQL server on ${folder} does not take the password in passwords.json beside it: the two come from different copies, so restore both from the same one.`,
    )
  }
  const silent = error instanceof Error && error.message.includes('timeout')
  if (silent) await stopServer(folder, running.pid)
}

interface Joined {
  readonly folder: string
  readonly running: Postmaster
  readonly passwords: Passwords
  readonly options: ClusterOptions
}

function clusterOver(client: pg.Client, joined: Joined): Cluster {
  const { folder, running, passwords, options } = joined
  let closing = false
  client.on('end', () => {
    if (!closing) options.lost?.()
  })
  const close = async () => {
    if (closing) return
    closing = true
    const last = options.keep ? false : await isLast(client)
    // The lock is still held here, so that nobody joins a server that is about to stop.
    if (last) await stopServer(folder, running.pid)
    await client.end().catch(() => {})
  }
  return {
    ownerUrl: (database = 'crier') => urlOf(running.port, 'crier', passwords.owner, database),
    superuserUrl: (database = 'postgres') =>
      urlOf(running.port, 'postgres', passwords.superuser, database),
    claim: async () => {
      const sql = 'select pg_try_advisory_lock($1) as held'
      const { rows } = await client.query<{ held: boolean }>(sql, [locks.start])
      return rows[0]?.held ?? false
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

async function isLast(client: pg.Client): Promise<boolean> {
  try {
    const { rows } = await client.query<{ last: boolean }>(
      'select pg_advisory_unlock_shared($1), pg_try_advisory_lock($1) as last',
      [locks.use],
    )
    return rows[0]?.last ?? false
  } catch {
    return false // The server is gone already.
  }
}

/** The owner and the roles that it acts as, made once. None is a superuser or bypasses policies. */
async function prepareRoles(client: pg.Client, { owner }: Passwords): Promise<void> {
  const exists = async (sql: string) => (await client.query(sql)).rowCount !== 0
  await client.query('select pg_advisory_lock($1)', [locks.roles])
  if (!(await exists(`select from pg_roles where rolname = 'crier'`))) {
    await client.query(`create role crier login password '${owner}'`)
  }
  for (const role of ['crier_app', 'crier_signin']) {
    if (await exists(`select from pg_roles where rolname = '${role}'`)) continue
    await client.query(`create role ${role} noinherit`)
    await client.query(`grant ${role} to crier with admin option`)
  }
  if (!(await exists(`select from pg_database where datname = 'crier'`))) {
    await client.query('create database crier owner crier')
  }
  await client.query('select pg_advisory_unlock($1)', [locks.roles])
}

function urlOf(port: number, user: string, password: string, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`
}
