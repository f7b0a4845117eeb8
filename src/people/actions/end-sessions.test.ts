import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aCouncil, aPerson } from '../fixtures.ts'
import { peopleWorld } from '../fixtures-world.ts'
import { endMyOtherSessions } from './end-my-other-sessions.ts'
import { endMySession } from './end-my-session.ts'
import { endSessions } from './end-sessions.ts'
import { listMySessions } from './list-my-sessions.ts'

const world = await peopleWorld()
const { door, withRole, person } = world
const reason = 'A laptop was lost'

test('shows one’s own sessions and which of them is this one', async () => {
  const author = await person()
  const [here, there] = [await world.signIn(author), await world.signIn(author)]
  const me = { ...author, sessionId: here }
  await world.signIn(await person())
  const { sessions } = await door.run(listMySessions, me, {})
  assert.deepEqual(sessions.map(({ id }) => id).toSorted(), [here, there].toSorted())
  assert.deepEqual(
    sessions.filter((session) => session.current).map(({ id }) => id),
    [here],
  )
})

test('ends one of one’s own, or all others, and never somebody else’s', async () => {
  const author = await person()
  const [here, there] = [await world.signIn(author), await world.signIn(author)]
  const me = { ...author, sessionId: here }
  const stranger = await person()
  const theirs = await world.signIn(stranger)
  await assert.rejects(door.run(endMySession, me, { sessionId: theirs }), { kind: 'not-found' })
  assert.deepEqual(await door.run(endMySession, me, { sessionId: there }), { ended: 1 })
  await world.signIn(author)
  assert.deepEqual(await door.run(endMyOtherSessions, me, {}), { ended: 1 })
  assert.deepEqual(await door.run(endMyOtherSessions, me, {}), { ended: 0 })
  assert.deepEqual(await world.sessionsOf(author), [here])
  assert.deepEqual(await world.sessionsOf(stranger), [theirs])
})

test('an auditor, who changes nothing else, still ends their own sessions', async () => {
  const auditor = await withRole('auditor')
  await world.signIn(auditor)
  assert.deepEqual(await door.run(endMyOtherSessions, auditor, {}), { ended: 1 })
})

test('administrators and ICT security end those of others, in their own council', async () => {
  for (const role of ['administrator', 'ict-security'] as const) {
    const author = await person()
    await world.signIn(author)
    const by = await withRole(role)
    const { ended } = await door.run(endSessions, by, { personId: author.personId, reason })
    assert.equal(ended, 1)
    assert.deepEqual(await world.sessionsOf(author), [])
    const elsewhere = await aPerson(world.pool, { councilId: await aCouncil(world.pool) })
    await world.signIn(elsewhere)
    await assert.rejects(door.run(endSessions, by, { personId: elsewhere.personId, reason }), {
      kind: 'not-found',
    })
  }
  const team = await withRole('communications')
  const { personId } = await person()
  await assert.rejects(door.run(endSessions, team, { personId, reason }), { kind: 'not-allowed' })
})
