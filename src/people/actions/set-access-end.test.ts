import assert from 'node:assert/strict'
import { test } from 'node:test'
import { system } from '../../platform/caller.ts'
import { peopleWorld } from '../fixtures-world.ts'
import { suspendedFrom } from '../standing.ts'
import { personSuspended } from '../suspended.ts'
import { changeRoles } from './change-roles.ts'
import { endAccessOnTime } from './end-access-on-time.ts'
import { setAccessEnd } from './set-access-end.ts'

const world = await peopleWorld()
const { door, withRole, person, clock } = world
const administrator = await withRole('administrator')
const worker = system(world.councilId, 'people.end-access')
const heard: string[] = []
personSuspended.subscribe(async (_at, { personId, channelIds }) => {
  if (channelIds === null) heard.push(personId)
})
const end = (personId: string, at: Temporal.Instant | null, by = administrator) =>
  door.run(setAccessEnd, by, { personId, accessUntil: at?.toString() ?? null, reason: 'Leaves' })

test('somebody who leaves today has no session left and nothing that goes out', async () => {
  const leaver = await person()
  await world.signIn(leaver)
  const view = await end(leaver.personId, clock.now())
  assert.equal(view.status, 'left')
  assert.deepEqual(await world.sessionsOf(leaver), [])
  assert.ok(heard.includes(leaver.personId))
  const standing = await world.inside((db) => suspendedFrom(db, leaver.personId))
  assert.equal(standing.everywhere, true)
})

test('a contractor leaves on the date, by a job that a later date puts off', async () => {
  const { personId } = await person()
  await end(personId, clock.now().add({ hours: 24 }))
  await end(personId, clock.now().add({ hours: 72 }))
  const mine = (await world.jobs('people.end-access')).filter(
    (job) => job.payload.personId === personId,
  )
  assert.equal(mine.length, 1)
  clock.advance({ hours: 25 })
  await door.run(endAccessOnTime, worker, { personId })
  assert.equal(heard.includes(personId), false)
  clock.advance({ hours: 48 })
  await door.run(endAccessOnTime, worker, { personId })
  assert.ok(heard.includes(personId))
  assert.partialDeepStrictEqual(world.lastEntry(personId), { action: 'person.access-ended' })
})

test('gives access back to somebody who had left', async () => {
  const { personId } = await person()
  await end(personId, clock.now())
  const view = await end(personId, null)
  assert.deepEqual([view.status, view.accessUntil], ['active', null])
})

test('is for administrators, about others, and never about the last of them', async () => {
  await assert.rejects(end(administrator.personId, null), /their own access/)
  const { personId } = await person()
  await assert.rejects(end(personId, null, await withRole('communications')), {
    kind: 'not-allowed',
  })
  const fresh = await peopleWorld()
  const one = await fresh.withRole('administrator')
  const two = await fresh.withRole('administrator')
  const at = { reason: 'Leaves', accessUntil: fresh.clock.now().toString() }
  await fresh.door.run(setAccessEnd, one, { personId: two.personId, ...at })
  await assert.rejects(
    fresh.door.run(setAccessEnd, two, { personId: one.personId, ...at }),
    /last administrator/,
  )
})

test('two administrators cannot set an end to one another, one day apart', async () => {
  const fresh = await peopleWorld()
  const one = await fresh.withRole('administrator')
  const two = await fresh.withRole('administrator')
  const ends = (hours: number) => fresh.clock.now().add({ hours }).toString()
  const set = (by: typeof one, { personId }: typeof one, hours: number) =>
    fresh.door.run(setAccessEnd, by, { personId, accessUntil: ends(hours), reason: 'Leaves' })
  await set(one, two, 48)
  await assert.rejects(set(two, one, 24), /whose access has no end/)
  await assert.rejects(
    fresh.door.run(changeRoles, two, { personId: one.personId, roles: [] }),
    /whose access has no end/,
  )
})
