import assert from 'node:assert/strict'
import { test } from 'node:test'
import { activateChannel } from './actions/activate-channel.ts'
import { checkChannel } from './actions/check-channel.ts'
import { closeChannel } from './actions/close-channel.ts'
import { createChannel } from './actions/create-channel.ts'
import { disconnectChannel } from './actions/disconnect-channel.ts'
import { listChannels } from './actions/list-channels.ts'
import { pauseChannel } from './actions/pause-channel.ts'
import { readChannel } from './actions/read-channel.ts'
import { resumeChannel } from './actions/resume-channel.ts'
import { updateChannel } from './actions/update-channel.ts'
import { workingWorld } from './fixtures-jobs.ts'
import { refusalOf } from './fixtures-world.ts'

const world = await workingWorld()
const { door, clock, fake, connect, settle, communications: by } = world
const reason = 'A reason that names nobody.'

interface Written {
  readonly action: string
  readonly at: string
  readonly actor: string
  readonly kind: string
}

/** What the ledger holds about a channel, in its order. */
const ledger = (channelId: string) =>
  world.rows<Written>(
    `select action, body::json ->> 'at' as at, actor, object_kind as kind from ledger.entry
     where object_id = $1 order by id`,
    [channelId],
  )

test('each change leaves one entry with its person, its time and its channel', async () => {
  const purpose = 'A purpose that the ledger does not repeat.'
  const entry = { purpose, ownerId: by.personId }
  const { id: channelId } = await door.run(createChannel, by, {
    ...{ ...entry, name: 'Audited', network: 'mastodon', status: 'planned' },
  })
  const other = await world.person({ levels: { [channelId]: 'administrator' } })
  const steps: readonly [string, () => Promise<unknown>][] = [
    ['channel.updated', () => door.run(updateChannel, other, { ...entry, channelId, name: 'A' })],
    ['channel.activated', () => door.run(activateChannel, other, { channelId })],
    ['channel.paused', () => door.run(pauseChannel, other, { channelId, reason })],
    ['channel.resumed', () => door.run(resumeChannel, other, { channelId })],
  ]
  const expected = [['channel.registered', by.personId, clock.now().toString()]]
  for (const [action, run] of steps) {
    clock.advance({ minutes: 1 })
    await run()
    expected.push([action, other.personId, clock.now().toString()])
  }
  const written = await ledger(channelId)
  assert.deepEqual(
    written.map(({ action, actor, at }) => [action, actor, at]),
    expected,
  )
  assert.deepEqual([...new Set(written.map(({ kind }) => kind))], ['channel'])
})

test('from connecting to closing, what people do and what Crier does for them stand apart', async () => {
  const { id: channelId } = await world.enter('Connected and closed')
  assert.equal((await connect(by, channelId, fake.address)).connected, 'yes')
  await door.run(checkChannel, by, { channelId })
  await settle()
  await door.run(disconnectChannel, by, { channelId, reason })
  await settle()
  await door.run(closeChannel, by, { channelId, reason })
  const person = by.personId
  const written = await ledger(channelId)
  assert.deepEqual(
    written.map(({ action, actor }) => [action, actor]),
    [
      ['channel.registered', person],
      ['channel.connect-begun', person],
      ['channel.connect-answered', person],
      ['channel.connected', person],
      ['channel.check-asked', person],
      ['channel.checked', 'channels.check'],
      ['channel.disconnected', person],
      ['channel.credential-deleted', 'channels.hand-back'],
      ['channel.closed', person],
    ],
  )
})

test('an attempt that was refused is on record; looking and a slip leave nothing', async () => {
  const { id: channelId } = await world.enter('Attempted')
  const author = await world.person()
  const before = (await ledger(channelId)).length
  await door.run(readChannel, by, { channelId })
  await door.run(listChannels, by, {})
  assert.equal((await refusalOf(door.run(resumeChannel, by, { channelId }))).kind, 'conflict')
  assert.equal((await ledger(channelId)).length, before)
  const refused = await refusalOf(door.run(closeChannel, author, { channelId, reason }))
  assert.equal(refused.kind, 'not-allowed')
  const last = (await ledger(channelId)).at(-1)
  assert.deepEqual([last?.action, last?.actor], ['attempt.refused', author.personId])
})

test('no word of a person, no address and no sign-in enters the ledger', async () => {
  const all = await world.rows<{ body: string }>('select body from ledger.entry')
  const words = JSON.stringify(all)
  for (const never of ['names nobody', 'does not repeat', 'Audited', 'fake-', fake.address])
    assert.ok(!words.includes(never), never)
})
