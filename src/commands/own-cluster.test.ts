import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { test } from 'node:test'
import pg from 'pg'
import { readPasswords, readPostmaster } from '../platform/postgres-server.ts'
import { heedStop, runChild } from './child.ts'
import { withCluster } from './own-cluster.ts'

const alone = (args: string[]) => runChild(process.execPath, args)

test('lends a server and takes everything away afterwards', async () => {
  let lent = ''
  const code = await withCluster({ durable: false }, async (folder) => {
    lent = folder
    const { superuser } = readPasswords(folder)
    const port = readPostmaster(folder)?.port
    const client = new pg.Client(`postgres://postgres:${superuser}@127.0.0.1:${port}/crier`)
    await client.connect()
    const { rows } = await client.query('show fsync')
    assert.deepEqual(rows, [{ fsync: 'off' }])
    await client.end()
    return 7
  })
  assert.equal(code, 7)
  assert.equal(existsSync(lent), false)
})

test('takes everything away when the work fails', async () => {
  let lent = ''
  const work = async (folder: string) => {
    lent = folder
    throw new Error('The work failed.')
  }
  await assert.rejects(withCluster({ durable: false }, work), /The work failed/)
  assert.equal(existsSync(lent), false)
})

test('passes on how a program ended', async () => {
  assert.equal(await alone(['-e', 'process.exit(3)']), 3)
  assert.equal(await alone(['-e', 'process.kill(process.pid, "SIGKILL")']), 130)
})

test('passes Ctrl-C on, waits for the program to end, and goes no further', async () => {
  const script = `process.on('SIGTERM', () => setTimeout(() => process.exit(0), 50))
    process.kill(process.ppid, 'SIGTERM'); setInterval(() => {}, 1000)`
  await assert.rejects(alone(['-e', script]), /Stopped before the end/)
})

test('gives Ctrl-C back its usual meaning afterwards', () => {
  const before = process.listenerCount('SIGINT')
  {
    using stop = heedStop()
    assert.equal(process.listenerCount('SIGINT'), before + 1)
    stop.check()
  }
  assert.equal(process.listenerCount('SIGINT'), before)
})
