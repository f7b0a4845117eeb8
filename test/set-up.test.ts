import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { openCluster } from '../src/platform/postgres.ts'

/** What `./crier` does once its packages are there, on folders and ports of this file's own. */
const main = join(import.meta.dirname, '../src/main.ts')
// mkdtemp closes the folder to everybody else: as root, the database must manage in it.
const scratch = mkdtempSync(join(tmpdir(), 'crier-set-up-'))
const dataFolder = join(scratch, 'data')
const port = await freePort()
const started: Started[] = []
after(async () => {
  for (const { child } of started) if (child.exitCode === null) child.kill('SIGINT')
  rmSync(scratch, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 })
})

test('starts, answers, and on Ctrl-C stops and leaves nothing running', async () => {
  const crier = await start()
  assert.match(crier.said(), /Crier is ready at http:\/\/localhost:\d+\n.*sign in/is)
  assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 200)
  assert.equal(await interrupt(crier), 0)
  assert.match(crier.said(), /Crier has stopped/)
  assert.deepEqual(processesOn(dataFolder), [])
})

test('answers within 6 seconds the second time', async () => {
  const times: number[] = []
  // Other tests run beside this one: the best of three is closest to a machine of its own.
  for (let attempt = 0; attempt < 3 && !times.some((it) => it < 6); attempt++) {
    const before = performance.now()
    const crier = await start()
    times.push((performance.now() - before) / 1000)
    assert.doesNotMatch(crier.said(), /Building|up to date/)
    await interrupt(crier)
  }
  assert.ok(Math.min(...times) < 6, `it took ${times.map((it) => it.toFixed(1))} seconds`)
})

test('says that it is already running, on the same port and on another', async () => {
  const crier = await start()
  for (const other of [port, await freePort()]) {
    const second = run(['start'], { CRIER_PORT: String(other) })
    assert.equal(second.code, 1)
    assert.match(second.errors, /^Crier is already running with the data folder .*\n$/)
  }
  assert.equal((await fetch(`http://127.0.0.1:${port}/`)).status, 200)
  await interrupt(crier)
})

test('verifies while it runs, and while it does not', async () => {
  const crier = await start()
  assert.equal(run(['verify']).code, 0)
  await interrupt(crier)
  assert.equal(run(['verify']).code, 0)
  assert.deepEqual(processesOn(dataFolder), [])
})

test('takes over what a killed Crier left running, and clears it away', async () => {
  const killed = await start()
  killed.child.kill('SIGKILL')
  await once(killed.child, 'exit')
  assert.notDeepEqual(processesOn(dataFolder), [])
  await interrupt(await start())
  assert.deepEqual(processesOn(dataFolder), [])
})

test('stops with one sentence when the database goes away underneath it', async () => {
  const crier = await start()
  const [server] = processesOn(dataFolder)
  process.kill(server ?? 0, 'SIGQUIT')
  await once(crier.child, 'exit')
  assert.equal(crier.child.exitCode, 1)
  assert.match(crier.errors(), /^The database server went away.*server\.log\.\n$/m)
})

test('stops cleanly while it is still starting', async () => {
  const folder = join(scratch, 'interrupted')
  const crier = begin({ CRIER_DATA: folder })
  while (!crier.said().includes('Starting the database')) await once(crier.child.stdout, 'data')
  assert.equal(await interrupt(crier), 0)
  assert.deepEqual(processesOn(folder), [])
})

test('names a port that is taken, before it makes anything', async () => {
  const taken = createServer().listen(port, '127.0.0.1')
  await once(taken, 'listening')
  const folder = join(scratch, 'unmade')
  const { code, errors } = run(['start'], { CRIER_DATA: folder })
  taken.close()
  assert.equal(code, 1)
  assert.match(errors, /^Port \d+ is taken by another program: .*CRIER_PORT\.\n$/)
  assert.deepEqual(readdirSync(folder), ['sealing.key'])
})

test('names a folder that it may not write in', () => {
  const closed = join(scratch, 'closed')
  mkdirSync(closed, { mode: 0o500 })
  // No mode stops root, but nobody makes folders in /proc.
  const folder = process.getuid?.() === 0 ? '/proc/crier' : closed
  const { code, errors } = run(['start'], { CRIER_DATA: folder })
  assert.equal(code, 1)
  assert.match(errors, /^You may not write in the data folder .*CRIER_DATA\.\n$/)
})

// Some machines let nobody mount; there the unit test of checkSpace has to do.
if (spawnSync('unshare', ['-rm', 'true']).status === 0) {
  test('names a disk that is full', () => {
    const disk = join(scratch, 'disk')
    mkdirSync(disk)
    const script = `mount -t tmpfs -o size=64m none "$1" && exec "$2" "$3" start`
    const { status, stderr } = spawnSync(
      'unshare',
      ['-rm', 'sh', '-c', script, 'sh', disk, process.execPath, main],
      { env: environment({ CRIER_DATA: join(disk, 'data') }), encoding: 'utf8' },
    )
    assert.match(stderr, /^The disk that holds .* has 6[34] MB left .*CRIER_DATA\.\n$/)
    assert.equal(status, 1)
  })
}

test('names a setting that is wrong', () => {
  const { code, errors } = run(['start'], { CRIER_PORT: 'seven' })
  assert.equal(code, 1)
  assert.match(errors, /^CRIER_PORT is "seven", but it must be .*\n$/)
})

test('refuses a database of a newer version, and leaves it as it is', async () => {
  await tellDatabase(`insert into platform.migration values (9999, 'from-the-future', '')`)
  for (const command of ['start', 'serve', 'migrate', 'verify']) {
    const { code, errors } = run([command])
    assert.equal(code, 1)
    assert.match(errors, /^The database was made by a newer Crier .*\n$/, command)
  }
  await tellDatabase('delete from platform.migration where number = 9999')
  assert.deepEqual(run(['migrate']).errors, '')
})

test('sends serve and work to migrate first', () => {
  for (const command of ['serve', 'work']) {
    const { code, errors } = run([command], { CRIER_DATA: join(scratch, 'empty') })
    assert.equal(code, 1)
    assert.match(errors, /^The database is older than this Crier .*\.\/crier migrate.*\n$/)
  }
})

interface Started {
  readonly child: ChildProcess & { stdout: NodeJS.ReadableStream }
  said(): string
  errors(): string
}

function environment(more: Record<string, string>): NodeJS.ProcessEnv {
  // Inside a test, Node would take its children for tests too.
  const { NODE_TEST_CONTEXT: _, DATABASE_URL: __, ...outer } = process.env
  const own = { CRIER_DATA: dataFolder, CRIER_PORT: String(port), CRIER_LOG_LEVEL: 'silent' }
  return { ...outer, ...own, ...more }
}

function run(args: string[], more: Record<string, string> = {}) {
  const options = { env: environment(more), encoding: 'utf8' as const }
  const { status, stderr, stdout } = spawnSync(process.execPath, [main, ...args], options)
  return { code: status, errors: stderr, said: stdout }
}

/** In a process group of its own, so that Ctrl-C can be played. */
function begin(more: Record<string, string> = {}): Started {
  const child = spawn(process.execPath, [main, 'start'], {
    env: environment(more),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const texts = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text) => (texts.out += text))
  child.stderr.setEncoding('utf8').on('data', (text) => (texts.err += text))
  const crier = { child, said: () => texts.out, errors: () => texts.err }
  started.push(crier)
  return crier
}

async function start(): Promise<Started> {
  const crier = begin()
  while (!crier.said().includes('Ctrl-C stops it')) {
    const ended = once(crier.child, 'exit').then(() => true)
    const more = once(crier.child.stdout, 'data').then(() => false)
    if (await Promise.race([ended, more])) assert.fail(crier.said() + crier.errors())
  }
  return crier
}

/** A terminal sends Ctrl-C to the whole group. */
async function interrupt({ child }: Started): Promise<number | null> {
  const exit = once(child, 'exit')
  process.kill(-(child.pid ?? 0), 'SIGINT')
  await exit
  return child.exitCode
}

/** The processes whose command line names the folder. */
function processesOn(folder: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(`${folder}/`)
      } catch {
        return false // It has ended in the meantime.
      }
    })
    .map(Number)
}

async function tellDatabase(sql: string): Promise<void> {
  await using cluster = await openCluster(join(dataFolder, 'postgres'))
  const client = new pg.Client({ connectionString: cluster.ownerUrl() })
  await client.connect()
  await client.query(sql)
  await client.end()
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' && address ? address.port : assert.fail()
}
