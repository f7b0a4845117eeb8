import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { z } from 'zod'
import { Halt } from './halt.ts'
import { type Account, bareEnvironment, reaching, serverAccount } from './postgres-account.ts'
import { postgresMajor, postgresProgram } from './postgres-program.ts'

/** What the server itself writes into its `postmaster.pid`. */
export interface Postmaster {
  readonly pid: number
  readonly port: number
  readonly ready: boolean
}

export interface Passwords {
  readonly superuser: string
  readonly owner: string
}

export type ServerSettings = Readonly<Record<string, string>>

const passwords = z.object({ superuser: z.string(), owner: z.string() })

const clusterIn = (folder: string) => join(folder, 'cluster')
const logIn = (folder: string) => join(folder, 'server.log')

export function readPasswords(folder: string): Passwords {
  const file = join(folder, 'passwords.json')
  try {
    return passwords.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    throw new Halt(
      `${file} cannot be read: it belongs to whoever started Crier here first, so start Crier as that user, or choose another data folder with CRIER_DATA.`,
      { cause },
    )
  }
}

/**
 * Makes a cluster where there is none. All of it is made beside and then moved into place, so that
 * an interrupted or a second initialisation leaves nothing half made.
 */
export function initialise(folder: string, { durable }: { durable: boolean }): void {
  if (existsSync(folder)) {
    checkVersion(folder)
    return
  }
  clearAbandoned(folder)
  const beside = `${folder}.new-${process.pid}`
  try {
    makeCluster(beside, durable)
    renameSync(beside, folder)
  } catch (error) {
    // Another process moved its own cluster into place first: that one is as good.
    if (!existsSync(folder)) throw error
  } finally {
    rmSync(beside, { recursive: true, force: true })
  }
}

function makeCluster(folder: string, durable: boolean): void {
  const cluster = clusterIn(folder)
  const passwordFile = join(folder, 'first-password')
  const made: Passwords = { superuser: newPassword(), owner: newPassword() }
  // Others may pass through to the cluster, which is closed itself; the passwords are for us alone.
  mkdirSync(folder, { mode: 0o711 })
  mkdirSync(cluster, { mode: 0o700 })
  writeFileSync(join(folder, 'passwords.json'), JSON.stringify(made), { mode: 0o600 })
  writeFileSync(passwordFile, made.superuser, { mode: 0o600 })

  const { initdb } = postgresProgram()
  const lesser = serverAccount(cluster)
  lesser.own(cluster)
  lesser.own(passwordFile)
  const account = reaching(lesser, initdb, cluster)
  const [command, args] = account.line(initdb, [
    ...['-D', cluster, '-U', 'postgres', '--auth=scram-sha-256', `--pwfile=${passwordFile}`],
    ...['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...['--no-instructions', ...(durable ? [] : ['--no-sync'])],
  ])
  const { status, stderr, error } = spawnSync(command, args, { cwd: '/', env: bareEnvironment })
  rmSync(passwordFile)
  if (status === 0) return
  const why = error?.message ?? lastLine(stderr.toString())
  throw new Halt(`PostgreSQL could not make its folder ${folder}: ${why}`)
}

/** Starts the server and waits until it answers, or throws what it said when it stopped. */
export async function startServer(folder: string, settings: ServerSettings): Promise<void> {
  const cluster = clusterIn(folder)
  const { postgres } = postgresProgram()
  const account = reaching(serverAccount(cluster), postgres, cluster)
  const all: ServerSettings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    // Statements and row contents are what people typed: they do not belong in a log.
    log_error_verbosity: 'terse',
    log_min_error_statement: 'panic',
    port: String(await freePort()),
    ...settings,
  }
  const flags = Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const [command, args] = account.line(postgres, ['-D', cluster, ...flags])
  const log = openLog(folder, account)
  const logged = statSync(logIn(folder)).size
  // In a process group of its own: Ctrl-C must reach Crier first, which then stops the server.
  const stdio: ['ignore', number, number] = ['ignore', log, log]
  const child = spawn(command, args, { cwd: '/', env: bareEnvironment, detached: true, stdio })
  closeSync(log)
  child.unref()
  let stopped = false
  void once(child, 'exit').finally(() => {
    stopped = true
  })
  while (!stopped) {
    const running = readPostmaster(folder)
    if (running?.pid === child.pid && running?.ready) return
    await pause(20)
  }
  const said = readFileSync(logIn(folder)).subarray(logged).toString()
  const fatal = said.split('\n').filter((line) => /(FATAL|PANIC|error):/.test(line))
  throw new ServerStopped((fatal.at(-1) ?? lastLine(said)).replace(/^.*?(FATAL|PANIC): +/, ''))
}

export class ServerStopped extends Error {
  /** Another process was quicker, or an old one is still leaving: worth another try. */
  get passing(): boolean {
    return /lock file|already in use|could not bind|shared memory|could not create any TCP/.test(
      this.message,
    )
  }
}

/** The server that runs on this cluster now, whoever started it. */
export function readPostmaster(folder: string): Postmaster | undefined {
  const file = join(clusterIn(folder), 'postmaster.pid')
  const text = textOf(file)
  const [pid, cluster, , port, , , , state] = text.split('\n')
  // Empty for a moment while a server writes it. Taken away then, it would stop that server.
  if (!pid || !cluster || !port || !isAlive(Number(pid))) return undefined
  if (!isServer(Number(pid), cluster)) {
    // A leftover whose number now belongs to another program: PostgreSQL would refuse to start.
    if (textOf(file) === text) rmSync(file, { force: true })
    return undefined
  }
  return { pid: Number(pid), port: Number(port), ready: state?.trim() === 'ready' }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return '' // There is no server, or it is leaving just now.
  }
}

/** A fast shutdown; what does not stop in time is stopped at once and recovers at the next start. */
export async function stopServer(folder: string, pid: number): Promise<void> {
  for (const [signal, seconds] of [
    ['SIGINT', 30],
    ['SIGQUIT', 10],
    ['SIGKILL', 5],
  ] as const) {
    if (readPostmaster(folder)?.pid !== pid) return
    process.kill(pid, signal)
    const late = performance.now() + seconds * 1000
    while (isAlive(pid) && performance.now() < late) await pause(20)
    if (!isAlive(pid)) return
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

/** Ended, but nobody has taken note: in a container without an init, nobody ever will. */
function isZombie(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ')
  } catch {
    return false
  }
}

/** Where there is no /proc the number is taken at its word. */
function isServer(pid: number, cluster: string): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(cluster)
  } catch {
    return !existsSync('/proc/self')
  }
}

function checkVersion(folder: string): void {
  const file = join(clusterIn(folder), 'PG_VERSION')
  const found = existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined
  if (found === postgresMajor) return
  throw new Halt(
    found === undefined
      ? `${folder} is there but holds no PostgreSQL cluster: move it away, or choose another data folder with CRIER_DATA.`
      : `${folder} was made by PostgreSQL ${found} and this Crier brings PostgreSQL ${postgresMajor}: use the Crier that made it, or choose another data folder with CRIER_DATA.`,
  )
}

function clearAbandoned(folder: string): void {
  const prefix = `${basename(folder)}.new-`
  for (const name of readdirSync(dirname(folder))) {
    if (!name.startsWith(prefix) || isAlive(Number(name.slice(prefix.length)))) continue
    rmSync(join(dirname(folder), name), { recursive: true, force: true })
  }
}

function openLog(folder: string, account: Account): number {
  const file = logIn(folder)
  const tooLong = existsSync(file) && statSync(file).size > 10_000_000
  const log = openSync(file, tooLong ? 'w' : 'a', 0o600)
  account.own(file)
  return log
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  if (address === null || typeof address === 'string') throw new Error('No port was given.')
  return address.port
}

const newPassword = () => randomBytes(24).toString('base64url')
const lastLine = (text: string) => text.trim().split('\n').at(-1) ?? ''
