import assert from 'node:assert/strict'
import { test } from 'node:test'
import { system } from '../../platform/caller.ts'
import { newId } from '../../platform/id.ts'
import { peopleWorld } from '../fixtures-world.ts'
import { suspendedFrom } from '../standing.ts'
import { endSuspensionOnTime } from './end-suspension-on-time.ts'
import { liftSuspension } from './lift-suspension.ts'
import { suspend } from './suspend.ts'

const world = await peopleWorld()
const { door, withRole, person, clock } = world
const administrator = await withRole('administrator')
const channelId = newId()
const worker = system(world.councilId, 'people.end-suspension')

async function suspended(personId: string, until: string | null = null) {
  const input = { personId, channelIds: [channelId], reason: 'A reason', until }
  const view = await door.run(suspend, administrator, input)
  return view.suspensions[0]?.id ?? ''
}
const standing = async (personId: string) =>
  (await world.inside((db) => suspendedFrom(db, personId))).channelIds
const lift = (by: typeof administrator, suspensionId: string) =>
  door.run(liftSuspension, by, { suspensionId, reason: 'It is settled' })

test('lifts a suspension once', async () => {
  const { personId } = await person()
  const id = await suspended(personId)
  const view = await lift(administrator, id)
  assert.equal(view.suspended, false)
  assert.deepEqual(await standing(personId), [])
  await assert.rejects(lift(administrator, id), /already/)
  assert.partialDeepStrictEqual(world.lastEntry(personId), {
    action: 'person.suspension-lifted',
    details: { suspensionId: id, channelId, reason: 'It is settled' },
  })
})

test('nobody lifts their own, nor without the job for it', async () => {
  const team = await withRole('communications')
  const id = await suspended(team.personId)
  await assert.rejects(lift(team, id), /their own suspension/)
  await assert.rejects(lift(await withRole('ict-security'), id), { kind: 'not-allowed' })
  await assert.rejects(lift(administrator, newId()), { kind: 'not-found' })
})

test('ends by itself at its time, not before, and only once', async () => {
  const { personId } = await person()
  const id = await suspended(personId, clock.now().add({ hours: 2 }).toString())
  await door.run(endSuspensionOnTime, worker, { suspensionId: id })
  assert.deepEqual(await standing(personId), [channelId])
  clock.advance({ hours: 2 })
  await door.run(endSuspensionOnTime, worker, { suspensionId: id })
  assert.deepEqual(await standing(personId), [])
  assert.partialDeepStrictEqual(world.lastEntry(personId), {
    action: 'person.suspension-ended',
  })
  await door.run(endSuspensionOnTime, worker, { suspensionId: id })
})

test('one without an end never ends by itself, and no person runs that', async () => {
  const { personId } = await person()
  const id = await suspended(personId)
  clock.advance({ hours: 24 * 400 })
  await door.run(endSuspensionOnTime, worker, { suspensionId: id })
  assert.deepEqual(await standing(personId), [channelId])
  await assert.rejects(door.run(endSuspensionOnTime, administrator, { suspensionId: id }), {
    kind: 'not-allowed',
  })
})
