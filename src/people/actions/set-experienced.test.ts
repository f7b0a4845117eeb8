import assert from 'node:assert/strict'
import { test } from 'node:test'
import { peopleWorld } from '../fixtures-world.ts'
import { isNewUser } from '../standing.ts'
import { setExperienced } from './set-experienced.ts'

const world = await peopleWorld()
const { door, withRole, person } = world

test('the communications team says who is no longer new', async () => {
  const team = await withRole('communications')
  const { personId } = await person({ experienced: false })
  assert.equal(await world.inside((db) => isNewUser(db, personId)), true)
  await door.run(setExperienced, team, { personId, experienced: true })
  assert.equal(await world.inside((db) => isNewUser(db, personId)), false)
  assert.partialDeepStrictEqual(world.lastEntry(personId), {
    action: 'person.counted-experienced',
  })
})

test('nobody says it of themselves, and authors of nobody', async () => {
  const team = await withRole('communications')
  const author = await person({ experienced: false })
  for (const [by, personId] of [
    [team, team.personId],
    [author, author.personId],
    [author, team.personId],
  ] as const)
    await assert.rejects(door.run(setExperienced, by, { personId, experienced: true }), {
      kind: 'not-allowed',
    })
})

test('somebody whom nobody knows counts as new', async () => {
  assert.equal(
    await world.inside((db) => isNewUser(db, '00000000-0000-7000-8000-000000000000')),
    true,
  )
})
