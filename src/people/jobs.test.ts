import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../platform/id.ts'
import { declareLockdown } from './actions/declare-lockdown.ts'
import { setAccessEnd } from './actions/set-access-end.ts'
import { suspend } from './actions/suspend.ts'
import { peopleWorld } from './fixtures-world.ts'
import { peopleJobs, peopleRounds } from './jobs.ts'
import { lockdownOf, suspendedFrom } from './standing.ts'

const world = await peopleWorld()
const { door, clock, withRole, person, inside } = world
const administrator = await withRole('administrator')
await withRole('crisis-team')
const reason = 'A reason'
const until = clock.now().add({ hours: 2 }).toString()
const handlers = peopleJobs({
  door,
  mailer: { ready: false, send: async () => assert.fail('no letter is due') },
  publicAddress: 'http://localhost:7373',
  sealingKeys: [new Uint8Array(32)],
})

/** Runs every job that waits under a name, as the worker would. */
async function work(name: string): Promise<number> {
  const handler = handlers.find((each) => each.name === name)
  const waiting = await world.jobs(name)
  for (const { payload } of waiting) await handler?.run(payload)
  return waiting.length
}

test('each ending has a job that ends it at its time, for its own council', async () => {
  const suspended = await person()
  const leaver = await person()
  const channelIds = [newId()]
  await door.run(suspend, administrator, {
    personId: suspended.personId,
    channelIds,
    reason,
    until,
  })
  await door.run(setAccessEnd, administrator, {
    personId: leaver.personId,
    accessUntil: until,
    reason,
  })
  await door.run(declareLockdown, administrator, { reason, until })
  const names = ['people.end-suspension', 'people.end-access', 'people.end-lockdown']
  const standing = () =>
    inside(async (db) => [
      (await suspendedFrom(db, suspended.personId)).channelIds.length,
      (await suspendedFrom(db, leaver.personId)).everywhere,
      (await lockdownOf(db)) !== null,
    ])
  for (const name of names) assert.equal(await work(name), 1, name)
  assert.deepEqual(await standing(), [1, false, true])
  clock.advance({ hours: 3 })
  for (const name of names) await work(name)
  assert.deepEqual(await standing(), [0, true, false])
  // The worker may run a job twice.
  for (const name of names) await work(name)
  assert.deepEqual(await standing(), [0, true, false])
})

test('a job for a person or a thing that is gone does nothing', async () => {
  const { councilId } = world
  for (const handler of handlers.filter(({ name }) => name !== 'people.invitation-mail'))
    await handler.run({
      ...{ councilId, suspensionId: newId(), lockdownId: newId(), personId: newId() },
    })
})

test('a job without a council or with a sealed secret of another row is refused', async () => {
  const [first] = handlers
  await assert.rejects(async () => first?.run({ suspensionId: newId() }))
  const letter = handlers.find(({ name }) => name === 'people.invitation-mail')
  const { councilId } = world
  await assert.rejects(
    async () => letter?.run({ councilId, invitationId: newId(), sealedToken: 'v1:AAAA' }),
    /could not be opened/,
  )
})

test('tidying comes round once an hour', async () => {
  let tidied = 0
  const [round] = peopleRounds({
    tidy: async () => {
      tidied++
    },
  })
  await round?.run()
  assert.deepEqual([round?.every, tidied], ['17 * * * *', 1])
})
