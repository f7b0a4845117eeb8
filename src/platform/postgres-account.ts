import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, readFileSync, statSync } from 'node:fs'
import { Halt } from './halt.ts'

/**
 * Who runs the PostgreSQL server. PostgreSQL refuses to run as root, so root steps down to another
 * account; everybody else runs it as themselves.
 */
export interface Account {
  /** Gives a path that we made to the account. */
  own(path: string): void
  /** The command line that runs a program as the account. */
  line(program: string, args: readonly string[]): [string, string[]]
}

export const bareEnvironment = {
  PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
  LC_ALL: 'C',
  TZ: 'UTC',
}

interface Ids {
  readonly uid: number
  readonly gid: number
}

const myself: Account = { own() {}, line: (program, args) => [program, [...args]] }

export function serverAccount(clusterFolder: string): Account {
  return process.getuid?.() === 0 ? lesserAccount(idsFor(clusterFolder), []) : myself
}

/**
 * Root's folders are often closed to others (`mktemp -d` makes 0700). The server then keeps the one
 * right to pass through them, and nothing else of root's power.
 */
export function reaching(account: Account, program: string, clusterFolder: string): Account {
  if (account === myself || canRun(account, program, clusterFolder)) return account
  for (const right of ['dac_read_search', 'dac_override']) {
    const abler = lesserAccount(idsFor(clusterFolder), [
      '--securebits=+no_setuid_fixup',
      `--inh-caps=-all,+${right}`,
      `--ambient-caps=-all,+${right}`,
    ])
    if (canRun(abler, program, clusterFolder)) return abler
  }
  throw new Halt(
    `PostgreSQL does not run as root, and the account that it would run as cannot reach ${clusterFolder} or ${program}: run Crier as an ordinary user, move the folder to one that others may pass through (chmod o+x), or set DATABASE_URL.`,
  )
}

function lesserAccount({ uid, gid }: Ids, rights: readonly string[]): Account {
  const steppedDown = [`--reuid=${uid}`, `--regid=${gid}`, '--clear-groups', ...rights, '--']
  return {
    own: (path) => chownSync(path, uid, gid),
    line: (program, args) => ['setpriv', [...steppedDown, program, ...args]],
  }
}

/** A cluster that exists stays with whoever owns it. */
function idsFor(clusterFolder: string): Ids {
  if (existsSync(clusterFolder)) {
    const { uid, gid } = statSync(clusterFolder)
    if (uid !== 0) return { uid, gid }
  }
  const ids = idsOf('postgres') ?? idsOf('nobody')
  if (ids) return ids
  throw new Halt(
    'PostgreSQL does not run as root, and this machine has no user named postgres or nobody: run Crier as an ordinary user, or set DATABASE_URL.',
  )
}

function idsOf(name: string): Ids | undefined {
  const line = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((entry) => entry.startsWith(`${name}:`))
  const [, , uid, gid] = line?.split(':') ?? []
  return uid && gid ? { uid: Number(uid), gid: Number(gid) } : undefined
}

function canRun(account: Account, program: string, clusterFolder: string): boolean {
  const probe = '"$1" --version >/dev/null 2>&1 && test -x "$2" && test -w "$2"'
  const [command, args] = account.line('/bin/sh', ['-c', probe, 'sh', program, clusterFolder])
  const { status, error } = spawnSync(command, args, { cwd: '/', env: bareEnvironment })
  if (error && 'code' in error && error.code === 'ENOENT') {
    throw new Halt(
      'PostgreSQL does not run as root, and stepping down needs the program setpriv (util-linux), which is not installed: install it, run Crier as an ordinary user, or set DATABASE_URL.',
    )
  }
  return status === 0
}
