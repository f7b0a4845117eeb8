import assert from 'node:assert/strict'
import { test } from 'node:test'
import { system } from '../../platform/caller.ts'
import { peopleWorld } from '../fixtures-world.ts'
import { lockdownChanged } from '../suspended.ts'
import { declareLockdown } from './declare-lockdown.ts'
import { endLockdown } from './end-lockdown.ts'
import { endLockdownOnTime } from './end-lockdown-on-time.ts'
import { readLockdown } from './read-lockdown.ts'

const world = await peopleWorld()
const { door, withRole, clock } = world
const team = await withRole('communications')
const reason = 'A flood in the town centre'
const heard: boolean[] = []
lockdownChanged.subscribe(async (_at, { locked }) => {
  heard.push(locked)
})
const look = (by: typeof team) => door.run(readLockdown, by, {})

test('is not declared while nobody is in the crisis team', async () => {
  await assert.rejects(door.run(declareLockdown, team, { reason }), /Nobody is in the crisis team/)
})

test('is declared once, seen by all, and ended once', async () => {
  const crisis = await withRole('crisis-team')
  const author = await withRole('author')
  const { lockdown } = await door.run(declareLockdown, team, { reason })
  await assert.rejects(door.run(declareLockdown, crisis, { reason }), /already/)
  assert.partialDeepStrictEqual(await look(author), { lockdown: { reason }, may: [] })
  assert.deepEqual((await look(crisis)).may, ['end'])
  await assert.rejects(door.run(endLockdown, author, { reason }), { kind: 'not-allowed' })
  await door.run(endLockdown, crisis, { reason: 'The water has gone' })
  await assert.rejects(door.run(endLockdown, crisis, { reason }), /not locked/)
  assert.deepEqual(await look(team), { lockdown: null, may: ['declare'] })
  assert.deepEqual(heard, [true, false])
  assert.partialDeepStrictEqual(world.lastEntry(lockdown.id), { action: 'lockdown.ended' })
})

test('an ordinary person or an auditor declares none', async () => {
  for (const role of ['author', 'ict-security', 'auditor'] as const)
    await assert.rejects(door.run(declareLockdown, await withRole(role), { reason }), {
      kind: 'not-allowed',
    })
})

test('ends by itself at its time, and an old job does not end a newer one', async () => {
  const worker = system(world.councilId, 'people.end-lockdown')
  await assert.rejects(
    door.run(declareLockdown, team, { reason, until: '2020-01-01T00:00:00Z' }),
    /past/,
  )
  const until = clock.now().add({ hours: 1 }).toString()
  const { lockdown: first } = await door.run(declareLockdown, team, { reason, until })
  await door.run(endLockdown, team, { reason })
  const { lockdown: second } = await door.run(declareLockdown, team, { reason })
  clock.advance({ hours: 2 })
  await door.run(endLockdownOnTime, worker, { lockdownId: first.id })
  assert.equal((await look(team)).lockdown?.id, second.id)
  await door.run(endLockdown, team, { reason })
  const { lockdown: third } = await door.run(declareLockdown, team, {
    reason,
    until: clock.now().add({ hours: 1 }).toString(),
  })
  await door.run(endLockdownOnTime, worker, { lockdownId: third.id })
  assert.notEqual((await look(team)).lockdown, null)
  clock.advance({ hours: 1 })
  await door.run(endLockdownOnTime, worker, { lockdownId: third.id })
  assert.equal((await look(team)).lockdown, null)
})
