import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aCouncil, aPerson } from '../people/fixtures.ts'
import { beginChecks } from './actions/begin-checks.ts'
import { aChannel } from './fixtures.ts'
import { workingWorld } from './fixtures-jobs.ts'
import { refusalOf } from './fixtures-world.ts'
import { channelRounds } from './work.ts'

const world = await workingWorld()
const { pool, clock, fake, channel, read, waiting, settle, communications } = world
let accounts = 0
const connected = (facts: Parameters<typeof channel>[0] = {}) => {
  accounts += 1
  return channel({ credential: fake.credential(`account${accounts}`), ...facts })
}
const [round] = channelRounds(world.work)
assert.ok(round)

/** The channels that are to be looked at, with the seconds from now. */
async function planned() {
  const now = clock.now().epochMilliseconds
  const looks = await world.jobs('channels.check')
  return looks.map(({ payload, run_at }) => ({
    channelId: payload.channelId,
    seconds: (run_at.getTime() - now) / 1000,
  }))
}

test('each morning every channel with a sign-in is looked at, a little apart', async () => {
  assert.match(round.every, /^\d+ \d+ \* \* \*$/)
  const ids = [
    await connected(),
    await connected({ connection: 'signed-out' }),
    await connected({ connection: 'missing-right', status: 'paused' }),
    await connected({ status: 'planned' }),
  ]
  const left = [await channel(), await channel({ status: 'closed' })]
  await round.run()
  const looks = (await planned()).sort((a, b) => a.seconds - b.seconds)
  assert.deepEqual(looks.map(({ channelId }) => channelId).sort(), ids.toSorted())
  assert.deepEqual(
    looks.map(({ seconds }) => seconds),
    [0, 2, 4, 6],
  )
  for (const id of ids) {
    assert.equal((await read(id)).connection.id, 'checking')
    assert.deepEqual(world.actions(id), ['channel.check-begun'])
  }
  for (const id of left) assert.equal((await read(id)).connection.id, 'none')
  await settle()
  for (const id of ids) {
    const { connection, checkedAt } = await read(id)
    assert.deepEqual([connection.id, checkedAt], ['connected', clock.now().toString()])
  }
})

test('what was looked at just before is left alone; a look on the day before is none of today', async () => {
  await round.run()
  assert.deepEqual(await planned(), [])
  const channelId = await connected()
  clock.advance({ hours: 1 })
  await world.look(channelId)
  clock.advance({ hours: 1 })
  await round.run()
  assert.deepEqual(await waiting(channelId), [])
  clock.advance({ hours: 12 })
  await round.run()
  assert.equal((await waiting(channelId)).length, 1)
  await settle()
})

test('a look that failed does not count as one', async () => {
  const channelId = await connected()
  fake.plan({ on: ['check'], percent: { unprocessable: 100 } })
  await world.look(channelId)
  fake.plan({ on: [] })
  clock.advance({ minutes: 5 })
  await round.run()
  assert.equal((await waiting(channelId)).length, 1)
  await settle()
})

test('a round that comes twice plans each look once', async () => {
  const channelId = await connected()
  await Promise.all([round.run(), round.run()])
  assert.equal((await waiting(channelId)).length, 1)
  await settle()
})

test('the trouble of one council keeps no other from its round, and is not hidden', async () => {
  const councilId = await aCouncil(pool)
  const { personId: ownerId } = await aPerson(pool, { councilId })
  const elsewhere = await aChannel(pool, {
    ...{ councilId, ownerId, credential: fake.credential('elsewhere') },
  })
  const councils = async () => ['not-a-council', councilId]
  const [broken] = channelRounds({ ...world.work, councils })
  await assert.rejects(async () => broken?.run(), AggregateError)
  assert.equal((await waiting(elsewhere)).length, 1)
})

test('nobody but Crier itself begins a round', async () => {
  const refused = await refusalOf(world.door.run(beginChecks, communications, {}))
  assert.equal(refused.kind, 'not-allowed')
})
