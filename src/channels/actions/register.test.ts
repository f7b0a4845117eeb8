import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aCouncil, aPerson } from '../../people/fixtures.ts'
import { nobody } from '../../platform/caller.ts'
import { newId } from '../../platform/id.ts'
import { channelsWorld, refusalOf } from '../fixtures-world.ts'
import { activateChannel } from './activate-channel.ts'
import { closeChannel } from './close-channel.ts'
import { createChannel } from './create-channel.ts'
import { listChannels } from './list-channels.ts'
import { listNetworks } from './list-networks.ts'
import { pauseChannel } from './pause-channel.ts'
import { resumeChannel } from './resume-channel.ts'
import { updateChannel } from './update-channel.ts'

const world = await channelsWorld()
const { door, pool, enter, read, person, communications, administrator, lastEntry } = world
const reason = 'The service is being reorganised.'
const list = (by: Parameters<typeof read>[1], input: object = {}) =>
  door.run(listChannels, by ?? nobody, input)
const change = (channelId: string, more: object = {}, by = communications) =>
  door.run(updateChannel, by, {
    channelId,
    name: `Renamed ${channelId.slice(-6)}`,
    purpose: 'News.',
    ownerId: communications.personId,
    ...more,
  })

test('every account stands on the register, on any network, connected or not', async () => {
  const view = await enter('Council on Facebook', { network: 'facebook', status: 'planned' })
  assert.partialDeepStrictEqual(view, {
    network: { id: 'facebook', name: 'Facebook', practice: false },
    owner: { name: 'Communications' },
    status: { id: 'planned', word: 'Planned' },
    connection: { id: 'none' },
    ready: false,
  })
  assert.deepEqual(view.may, [
    'update',
    'activate',
    'close',
    'connect',
    'draft',
    'publish',
    'approve',
  ])
  assert.partialDeepStrictEqual(lastEntry(view.id), {
    action: 'channel.registered',
    details: { network: 'facebook', status: 'planned' },
  })
})

test('only the managing team enters channels', async () => {
  const author = await person({ name: 'Author' })
  for (const by of [author, await person({ roles: ['auditor'] }), nobody]) {
    const refusal = await refusalOf(
      door.run(createChannel, by, {
        name: 'Own account',
        network: 'x',
        purpose: 'None of the council’s.',
        ownerId: communications.personId,
      }),
    )
    assert.ok([401, 403].includes(refusal.status))
  }
  assert.equal((await list(administrator)).may.includes('create'), true)
  assert.deepEqual((await list(author)).may, [])
})

test('owner and deputy are two people of this council', async () => {
  const foreign = await aPerson(pool, { councilId: await aCouncil(pool) })
  const bad = [
    { ownerId: newId() },
    { ownerId: foreign.personId },
    { deputyId: communications.personId },
    { deputyId: newId() },
  ]
  for (const each of bad) assert.equal((await refusalOf(enter('Bad people', each))).status, 422)
})

test('a name tells channels apart, and a network is one from the list', async () => {
  await enter('Libraries')
  assert.equal((await refusalOf(enter('LIBRARIES'))).status, 409)
  assert.equal((await refusalOf(enter('Elsewhere', { network: 'myspace' }))).status, 422)
})

test('nobody sees a channel but through a level there; opening another one is on record', async () => {
  const a = await enter('Channel A')
  const b = await enter('Channel B')
  const contributor = await person({ levels: { [a.id]: 'contributor' } })
  assert.deepEqual(
    (await list(contributor)).channels.map((channel) => channel.name),
    ['Channel A'],
  )
  assert.deepEqual((await read(a.id, contributor)).may, ['draft'])
  const refusal = await refusalOf(read(b.id, contributor))
  assert.equal(refusal.status, 403)
  assert.ok(refusal.clauses.includes('dacorum:3.2.1.tier-1'))
  assert.equal(lastEntry(b.id)?.action, 'attempt.refused')
  assert.equal((await read(b.id, communications)).name, 'Channel B')
})

test('what is not there and what one may not see look the same from outside', async () => {
  const a = await enter('Not for strangers')
  const stranger = await person()
  const [there, nowhere] = [a.id, newId()].map((id) => refusalOf(read(id, stranger)))
  assert.equal((await there)?.sentence, (await nowhere)?.sentence)
  assert.equal((await refusalOf(read(newId()))).status, 404)
})

test('a channel of another council does not exist here', async () => {
  const a = await enter('Ours')
  const foreign = await aPerson(pool, {
    councilId: await aCouncil(pool),
    roles: ['administrator', 'communications'],
  })
  assert.equal((await refusalOf(read(a.id, foreign))).status, 404)
  assert.equal(
    (await refusalOf(door.run(closeChannel, foreign, { channelId: a.id, reason }))).status,
    404,
  )
  assert.deepEqual((await list(foreign)).channels, [])
})

test('from planned to closed, each step with its entry, and no way back from closed', async () => {
  const { id: channelId } = await enter('Through its life', { status: 'planned' })
  const refused = (running: Promise<unknown>) => refusalOf(running).then(({ status }) => status)
  assert.equal(await refused(door.run(pauseChannel, communications, { channelId, reason })), 409)
  await door.run(activateChannel, communications, { channelId })
  const paused = await door.run(pauseChannel, communications, { channelId, reason })
  assert.deepEqual([paused.status.id, paused.statusReason], ['paused', reason])
  assert.doesNotMatch(JSON.stringify(lastEntry(channelId)), /reorganised/)
  await door.run(resumeChannel, communications, { channelId })
  const closed = await door.run(closeChannel, communications, { channelId, reason })
  assert.deepEqual(closed.may, [])
  assert.equal(await refused(door.run(resumeChannel, communications, { channelId })), 409)
  assert.equal(await refused(change(channelId)), 409)
  assert.equal((await enter('Through its life')).status.id, 'active')
})

test('an administrator of one channel manages that channel and no other', async () => {
  const a = await enter('Managed')
  const b = await enter('Not managed')
  const manager = await person({ levels: { [a.id]: 'administrator', [b.id]: 'approver' } })
  assert.ok((await read(a.id, manager)).may.includes('pause'))
  await door.run(pauseChannel, manager, { channelId: a.id, reason })
  const refused = door.run(pauseChannel, manager, { channelId: b.id, reason })
  assert.equal((await refusalOf(refused)).status, 403)
  assert.ok(!(await read(b.id, manager)).may.includes('pause'))
})

test('what the register says can be changed, but not to a name that is taken', async () => {
  const a = await enter('Old name')
  await enter('Taken')
  const deputy = await person({ name: 'Deputy' })
  const view = await change(a.id, { name: 'New name', deputyId: deputy.personId })
  assert.deepEqual([view.name, view.deputy?.name], ['New name', 'Deputy'])
  assert.equal((await refusalOf(change(a.id, { name: 'taken' }))).status, 409)
  assert.equal((await refusalOf(change(a.id, {}, await person()))).status, 403)
})

test('lists the networks, and what each asks before it can be connected', async () => {
  const { networks } = await door.run(listNetworks(world.networks), communications, {})
  const called = (id: string) => networks.find((network) => network.id === id)
  assert.equal(called('facebook')?.connectable, false)
  assert.equal(called('mastodon')?.connectable, true)
  assert.equal(called('mastodon')?.questions[0]?.name, 'server')
})

test('filters by status, and damaged text is refused', async () => {
  const { channels } = await list(communications, { status: 'closed' })
  assert.ok(channels.every((channel) => channel.status.id === 'closed'))
  assert.equal((await refusalOf(enter('half \ud83d a letter'))).status, 422)
  assert.equal((await refusalOf(enter('a \0 byte'))).status, 422)
  assert.equal((await refusalOf(enter('x'.repeat(121)))).status, 422)
})
