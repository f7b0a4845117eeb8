import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../platform/id.ts'
import { peopleWorld } from '../fixtures-world.ts'
import { suspendedFrom } from '../standing.ts'
import { type PersonSuspended, personSuspended } from '../suspended.ts'
import { suspend } from './suspend.ts'

const world = await peopleWorld()
const { door, withRole, person } = world
const administrator = await withRole('administrator')
const [channelA, channelB] = [newId(), newId()]
const heard: PersonSuspended[] = []
let failListener = false
personSuspended.subscribe(async (_at, news) => {
  heard.push(news)
  if (failListener) throw new Error('the listener failed')
})
const reason = 'A complaint is being looked into'
const run = (by: typeof administrator, personId: string, more: object = {}) =>
  door.run(suspend, by, { personId, channelIds: null, reason, ...more })
const standing = (personId: string) => world.inside((db) => suspendedFrom(db, personId))

test('suspends from chosen channels and tells those who hold posts', async () => {
  const publisher = await person({ levels: { [channelA]: 'publisher', [channelB]: 'publisher' } })
  const session = await world.signIn(publisher)
  const view = await run(administrator, publisher.personId, { channelIds: [channelA] })
  assert.equal(view.suspended, true)
  assert.deepEqual(await standing(publisher.personId), {
    everywhere: false,
    channelIds: [channelA],
  })
  assert.partialDeepStrictEqual(heard.at(-1), {
    personId: publisher.personId,
    channelIds: [channelA],
    until: null,
  })
  // Still signed in: the other channel is theirs.
  assert.deepEqual(await world.sessionsOf(publisher), [session])
})

test('suspends from everything, and every session ends in the same transaction', async () => {
  const publisher = await person()
  await world.signIn(publisher)
  await world.signIn(publisher)
  failListener = true
  await assert.rejects(run(administrator, publisher.personId), /the listener failed/)
  failListener = false
  assert.equal((await world.sessionsOf(publisher)).length, 2)
  assert.equal((await standing(publisher.personId)).everywhere, false)
  await run(administrator, publisher.personId)
  assert.deepEqual(await world.sessionsOf(publisher), [])
  const entry = world.lastEntry(publisher.personId)
  assert.partialDeepStrictEqual(entry, {
    action: 'person.suspended',
    details: { channelIds: null, sessionsEnded: 2 },
  })
  // The ledger cannot be erased, so what was said about the person is not in it.
  assert.doesNotMatch(JSON.stringify(entry), /complaint/)
})

test('refuses yourself, and an administrator by anyone but another administrator', async () => {
  await assert.rejects(run(administrator, administrator.personId), /yourself/)
  const team = await withRole('communications')
  const other = await withRole('administrator')
  await assert.rejects(run(team, other.personId), /another administrator/)
  await run(team, (await person()).personId)
  await assert.rejects(run(await person(), (await person()).personId), { kind: 'not-allowed' })
})

test('keeps one administrator who can sign in', async () => {
  const fresh = await peopleWorld()
  const [one, two] = [await fresh.withRole('administrator'), await fresh.withRole('administrator')]
  const out = { personId: two.personId, channelIds: null, reason }
  await fresh.door.run(suspend, one, out)
  await assert.rejects(
    fresh.door.run(suspend, two, { ...out, personId: one.personId }),
    /last administrator/,
  )
})

test('needs a reason and an end to come', async () => {
  const { personId } = await person()
  await assert.rejects(run(administrator, personId, { reason: ' ' }), { kind: 'invalid' })
  await assert.rejects(run(administrator, personId, { until: '2020-01-01T00:00:00Z' }), /past/)
  await assert.rejects(run(administrator, personId, { channelIds: [] }), { kind: 'invalid' })
})

test('does not suspend twice from the same place', async () => {
  const { personId } = await person()
  await run(administrator, personId, { channelIds: [channelA] })
  await assert.rejects(run(administrator, personId, { channelIds: [channelA] }), /already/)
  await run(administrator, personId, { channelIds: [channelA, channelB] })
  assert.deepEqual(
    (await standing(personId)).channelIds.toSorted(),
    [channelA, channelB].toSorted(),
  )
})

test('a suspension with an end gets a job for that moment', async () => {
  const { personId } = await person()
  const until = world.clock.now().add({ hours: 48 })
  await run(administrator, personId, { channelIds: [channelA], until: until.toString() })
  const job = (await world.jobs('people.end-suspension')).at(-1)
  assert.equal(job?.run_at.getTime(), until.epochMilliseconds)
})
