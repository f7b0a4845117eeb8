import assert from 'node:assert/strict'
import { test } from 'node:test'
import { snapshotOf } from '../../test/support/snapshot.ts'
import { aCouncil, aPerson, inCouncil } from '../people/fixtures.ts'
import { system } from '../platform/caller.ts'
import { newId } from '../platform/id.ts'
import { askToConnect } from './actions/ask-to-connect.ts'
import { beginChecks } from './actions/begin-checks.ts'
import { forgetCredential } from './actions/forget-credential.ts'
import { readRetired, readSealed } from './actions/read-sealed.ts'
import { recordCheck } from './actions/record-check.ts'
import { beginAtNetwork, finishAtNetwork } from './connect-flow.ts'
import { aChannel, testKeys } from './fixtures.ts'
import { workingWorld } from './fixtures-jobs.ts'
import { refusalOf } from './fixtures-world.ts'
import { noteFailure } from './note-failure.ts'
import { channelsById, credentialFor } from './register.ts'
import { channelsRoutes } from './routes.ts'
import { channelHandlers } from './work.ts'

const world = await workingWorld()
const { door, pool, councilId, clock, fake, networks, communications, database } = world
const channelId = await world.connected('ours')
const elsewhere = await aCouncil(pool)
const stranger = await aPerson(pool, {
  ...{ councilId: elsewhere, roles: ['administrator', 'communications'] as const },
  levels: { [channelId]: 'administrator' },
})
const job = system(elsewhere, 'a.job')
const ours = () => snapshotOf(database.superuserUrl, councilId)
const [credential] = await world.credentials(channelId)
assert.ok(credential)

const reason = 'A reason that will do.'
const sent: Readonly<Record<string, object>> = {
  'PUT /channels/:channelId': { name: 'Taken over', purpose: 'None.', ownerId: stranger.personId },
  'POST /channels/:channelId/pause': { reason },
  'POST /channels/:channelId/close': { reason },
  'POST /channels/:channelId/disconnect': { reason },
}

test('no route about a channel finds one of another council', async () => {
  const before = await ours()
  const about = Object.entries(channelsRoutes(networks)).filter(([name]) => /:channelId/.test(name))
  assert.ok(about.length >= 8)
  for (const [name, action] of about) {
    const input = { channelId, ...sent[name] }
    assert.equal((await refusalOf(door.run(action, stranger, input))).kind, 'not-found', name)
  }
  const asked = door.run(askToConnect, stranger, { channelId, requestFields: [] })
  assert.equal((await refusalOf(asked)).kind, 'not-found')
  assert.deepEqual(await ours(), before)
})

test('no list, and no reader of the register, shows one of another council', async () => {
  const { 'GET /channels': list } = channelsRoutes(networks)
  assert.ok(list)
  assert.doesNotMatch(JSON.stringify(await door.run(list, stranger, {})), new RegExp(channelId))
  const read = <R>(work: Parameters<typeof inCouncil<R>>[2]) => inCouncil(pool, elsewhere, work)
  assert.equal((await read((db) => channelsById(db, 'all'))).size, 0)
  assert.equal((await read((db) => channelsById(db, [channelId]))).size, 0)
  assert.equal(await read((db) => credentialFor(db, channelId)), undefined)
})

test('no job of another council reads, checks or deletes a sign-in', async () => {
  const before = await ours()
  const credentialId = credential.id
  assert.equal(await door.run(readSealed, job, { channelId }), null)
  assert.equal(await door.run(readRetired, job, { credentialId }), null)
  assert.deepEqual(await door.run(beginChecks, job, {}), { channels: 0 })
  const fault = { at: clock.now(), kind: 'signed-out', code: '401', words: '' } as const
  const found = { channelId, credentialId, tries: 0, look: null, renewed: null, fault }
  assert.deepEqual(await door.run(recordCheck, job, found), { connection: 'none' })
  await door.run(forgetCredential, job, { channelId, credentialId, handedBack: true })
  await inCouncil(pool, elsewhere, (db) => noteFailure({ db, now: clock.now() }, channelId, fault))
  assert.deepEqual(await ours(), before)
})

test('no person reads a sealed sign-in, not even the managing team', async () => {
  for (const by of [communications, world.administrator])
    assert.equal((await refusalOf(door.run(readSealed, by, { channelId }))).kind, 'not-allowed')
})

test('the answer of a network does not count in another council', async () => {
  const parts = { door, networks, keys: testKeys, publicAddress: 'http://crier.example' }
  const all = { ...parts, authenticate: async () => stranger }
  const body = { answers: { server: fake.address } }
  const address = await beginAtNetwork(all, communications, channelId, body)
  const { headers } = await fetch(address, { redirect: 'manual' })
  const answer = Object.fromEntries(new URL(headers.get('location') ?? '').searchParams)
  const before = await ours()
  const refusal = await refusalOf(finishAtNetwork(all, stranger, answer))
  assert.match(refusal.sentence, /was not expected/)
  assert.deepEqual(await ours(), before)
  await finishAtNetwork(all, communications, answer)
})

test('two councils may hold a channel of the same name, and even the same account', async () => {
  const { name, account } = await world.row(channelId)
  const { personId: ownerId } = stranger
  const theirs = { councilId: elsewhere, ownerId, name, account: account && { ...account } }
  assert.ok(await aChannel(pool, theirs))
})

/** As the program's own role, in one council. */
async function asApp(council: string, sql: string): Promise<unknown[]> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('crier.council', $1, true)`, [council])
    return (await client.query(sql)).rows
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test('the database itself shows, changes and takes nothing across councils', async () => {
  for (const table of ['channel', 'credential', 'connecting']) {
    const all = `select id from channels.${table} where council_id = '${councilId}'`
    assert.ok((await asApp(councilId, all)).length > 0, `nothing in ${table} to look for`)
    for (const council of [elsewhere, '']) assert.deepEqual(await asApp(council, all), [], table)
    const move = `update channels.${table} set council_id = '${elsewhere}'`
    await assert.rejects(asApp(councilId, move), /row-level security|foreign key/, table)
  }
  const sealed = `insert into channels.credential (id, council_id, channel_id, sealed, state, made_at)
    values ('${newId()}', '${elsewhere}', '${channelId}', '${credential.sealed}', 'current', now())`
  await assert.rejects(asApp(elsewhere, sealed), /foreign key|unique/)
  await assert.rejects(asApp(councilId, 'delete from channels.channel'), /permission denied/)
})

test('a job that names a channel of another council does nothing there', async () => {
  const before = await ours()
  const asked = fake.counters.calls
  const [check] = channelHandlers(world.work)
  await check?.run({ channelId, councilId: elsewhere })
  assert.deepEqual(await ours(), before)
  assert.equal(fake.counters.calls, asked, 'the network was not called')
})
