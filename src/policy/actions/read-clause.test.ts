import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDoor } from '../../../test/support/door.ts'
import { choosePacks } from './choose-packs.ts'
import { readClause } from './read-clause.ts'

const { door, as } = await testDoor()
const keeper = as('communications')
await door.run(choosePacks, keeper, { packs: ['dacorum'], reason: 'Cabinet' })

test('opens a clause with the settings that it decides', async () => {
  const clause = await door.run(readClause, as('author'), { pack: 'dacorum', ref: '3.2.1.tier-2' })
  assert.equal(clause.id, 'dacorum:3.2.1.tier-2')
  assert.deepEqual([clause.bound, clause.control.built], [true, true])
  assert.deepEqual(
    clause.settings.map(({ key }) => key),
    ['post.approval', 'post.reviewer'],
  )
})

test('opens clauses of packs that do not bind, and rules of the house', async () => {
  const other = await door.run(readClause, keeper, { pack: 'hr-policy', ref: '6.safe-3' })
  assert.equal(other.bound, false)
  const house = await door.run(readClause, keeper, { pack: 'crier', ref: 'council-choice' })
  assert.equal(house.bound, true)
})

test('a clause that does not exist is not found', async () => {
  for (const [pack, ref] of [
    ['dacorum', '9.9'],
    ['made-up', '1.1'],
    ['dacorum', '__proto__'],
    ['dacorum', '../dacorum'],
  ])
    await assert.rejects(door.run(readClause, keeper, { pack, ref }), { kind: 'not-found' })
})

test('nobody reads a clause without signing in', async () => {
  const clause = { pack: 'dacorum', ref: '3.2.1.tier-2' }
  await assert.rejects(door.run(readClause, { kind: 'nobody' }, clause), { kind: 'sign-in-needed' })
})
