import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, afterEach, test } from 'node:test'
import { pathToFileURL } from 'node:url'
import pg from 'pg'
import { Halt } from './halt.ts'
import { type Cluster, openCluster } from './postgres.ts'
import { readPostmaster } from './postgres-server.ts'

const scratch = mkdtempSync(join(tmpdir(), 'crier-cluster-'))
after(() => rmSync(scratch, { recursive: true, force: true }))

// One folder for most tests: making a cluster is the slow part.
const folder = join(scratch, 'postgres')
const opened: Cluster[] = []
const open = async (where = folder) => {
  const cluster = await openCluster(where, { durable: false, settings: { fsync: 'off' } })
  opened.push(cluster)
  return cluster
}
afterEach(async () => {
  for (const cluster of opened.splice(0)) await cluster.close()
})

test('starts a server whose owner of tables has no power beyond its database', async () => {
  const cluster = await open()
  const sql = `select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles
    where rolname in ('crier', 'crier_app')`
  for (const role of await ask(cluster.ownerUrl(), sql)) {
    assert.deepEqual(Object.values(Object(role)), [false, false, false, false])
  }
  const [version] = await ask(cluster.ownerUrl(), 'show server_version')
  assert.match(JSON.stringify(version), /"18\./)
})

test('stops with the last who uses it, not before, and leaves no process', async () => {
  const [first, second] = [await open(), await open()]
  const server = readPostmaster(folder)
  await first.close()
  assert.deepEqual(readPostmaster(folder), server)
  await ask(second.ownerUrl(), 'select 1')
  await second.close()
  assert.equal(readPostmaster(folder), undefined)
  assert.throws(() => process.kill(server?.pid ?? 0, 0), /ESRCH/)
})

test('keeps what was written', async () => {
  const before = await open()
  await ask(before.ownerUrl(), 'create table kept as select 7373 as port')
  await before.close()
  const later = await open()
  assert.deepEqual(await ask(later.ownerUrl(), 'select port from kept'), [{ port: 7373 }])
})

test('gives a claim to one process at a time, until it leaves', async () => {
  const [first, second] = [await open(), await open()]
  assert.equal(await first.claim('start'), true)
  assert.equal(await second.claim('start'), false)
  await first.close()
  assert.equal(await second.claim('start'), true)
})

test('asks for a password on every connection, and keeps its passwords to itself', async () => {
  const cluster = await open()
  const wrong = cluster.ownerUrl().replace(/:[^:@]+@/, ':wrong@')
  await assert.rejects(ask(wrong, 'select 1'), /password authentication failed/)
  assert.equal(statSync(join(folder, 'passwords.json')).mode & 0o777, 0o600)
  assert.equal(statSync(join(folder, 'cluster')).mode & 0o777, 0o700)
})

test('joins the server that a killed process left behind, and stops it at the end', async () => {
  const { pid } = await openThenKill()
  const cluster = await open()
  assert.equal(readPostmaster(folder)?.pid, pid)
  await cluster.close()
  assert.equal(readPostmaster(folder), undefined)
})

test('recovers when the server was killed too', async () => {
  const { pid } = await openThenKill()
  process.kill(pid, 'SIGKILL')
  const cluster = await open()
  assert.deepEqual(await ask(cluster.ownerUrl(), 'select port from kept'), [{ port: 7373 }])
})

test('is not fooled by a leftover whose number belongs to another program', async () => {
  writeFileSync(
    join(folder, 'cluster/postmaster.pid'),
    [process.pid, join(folder, 'cluster'), 0, 5432, '', '127.0.0.1', '1 1', 'ready', ''].join('\n'),
  )
  const cluster = await open()
  await ask(cluster.ownerUrl(), 'select 1')
})

test('leaves alone what a starting server has only begun to write', () => {
  const file = join(folder, 'cluster/postmaster.pid')
  for (const text of ['', `${process.pid}`, `${process.pid}\n${join(folder, 'cluster')}\n`]) {
    writeFileSync(file, text)
    assert.equal(readPostmaster(folder), undefined)
    assert.equal(readFileSync(file, 'utf8'), text)
  }
  rmSync(file)
})

test('tells when the server goes away underneath it', async () => {
  const lost = Promise.withResolvers<void>()
  const cluster = await openCluster(folder, { durable: false, lost: lost.resolve })
  process.kill(readPostmaster(folder)?.pid ?? 0, 'SIGINT')
  await lost.promise
  await cluster.close()
})

test('is made once when several processes start it at the same moment', async () => {
  const fresh = join(scratch, 'together')
  const all = await Promise.all([1, 2, 3, 4].map(() => inProcess(fresh)))
  assert.equal(new Set(all.map(({ pid }) => pid)).size, 1)
  for (const { child } of all) child.kill('SIGKILL')
  await (await open(fresh)).close()
})

test('runs in a folder that is closed to everybody else, under a long path', async () => {
  const closed = join(scratch, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  chmodSync(closed, 0o700)
  const deep = join(closed, 'a-long-name-'.repeat(12), 'with spaces')
  mkdirSync(deep, { recursive: true })
  const cluster = await open(join(deep, 'postgres'))
  await ask(cluster.ownerUrl(), 'select 1')
  const status = readFileSync(`/proc/${readPostmaster(join(deep, 'postgres'))?.pid}/status`, 'utf8')
  assert.doesNotMatch(status, /^Uid:\t0\t/m)
})

test('refuses a cluster of another PostgreSQL version, and what is no cluster', async () => {
  const old = join(scratch, 'old')
  mkdirSync(join(old, 'cluster'), { recursive: true })
  await assert.rejects(open(old), halt(/holds no PostgreSQL cluster/))
  writeFileSync(join(old, 'cluster/PG_VERSION'), '17\n')
  await assert.rejects(open(old), halt(/made by PostgreSQL 17 .* brings PostgreSQL 18/))
})

test('says what PostgreSQL said when it cannot start', async () => {
  const options = { settings: { shared_buffers: 'lots' } }
  await assert.rejects(openCluster(folder, options), halt(/could not start.*shared_buffers/))
})

test('says so when the passwords do not belong to the cluster', async () => {
  const file = join(folder, 'passwords.json')
  const good = readFileSync(file, 'utf8')
  const holder = await open()
  writeFileSync(file, JSON.stringify({ superuser: 'other', owner: 'other' }))
  await assert.rejects(open(), halt(/does not take the password/))
  rmSync(file)
  await assert.rejects(open(), halt(/passwords\.json cannot be read/))
  writeFileSync(file, good, { mode: 0o600 })
  await holder.close()
})

/** A process of its own that uses the cluster until it is killed. */
async function inProcess(where: string) {
  const module = pathToFileURL(join(import.meta.dirname, 'postgres.ts'))
  const script = `const { openCluster } = await import(${JSON.stringify(module)})
    await openCluster(${JSON.stringify(where)}, { durable: false })
    console.log('open')`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  const pid = readPostmaster(where)?.pid ?? 0
  return { child, pid }
}

async function openThenKill() {
  const { child, pid } = await inProcess(folder)
  child.kill('SIGKILL')
  await once(child, 'exit')
  return { pid }
}

async function ask(connectionString: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return (await client.query(sql)).rows
  } finally {
    await client.end()
  }
}

const halt = (sentence: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Halt, String(error))
  assert.match(error.message, sentence)
  return true
}
