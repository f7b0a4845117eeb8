import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDoor } from '../../../test/support/door.ts'
import { choosePacks } from './choose-packs.ts'
import { readClause } from './read-clause.ts'
import { readPolicy } from './read-policy.ts'

const { door, as } = await testDoor()
const keeper = as('communications')
await door.run(choosePacks, keeper, { packs: ['dacorum', 'st-helens'], reason: 'Cabinet' })
const policy = await door.run(readPolicy, as('author'), {})

test('everyone who is signed in reads the policy; only its keepers may change it', async () => {
  assert.deepEqual(policy.may, [])
  const kept = await door.run(readPolicy, keeper, {})
  assert.deepEqual(kept.may, ['choose-packs', 'change-setting', 'set-contact-details'])
  const auditor = await door.run(readPolicy, as('communications', 'auditor'), {})
  assert.deepEqual(auditor.may, [])
  await assert.rejects(door.run(readPolicy, { kind: 'nobody' }, {}), { kind: 'sign-in-needed' })
})

test('shows every clause of the bound packs and of the house, each with its control', () => {
  const packs = Map.groupBy(policy.clauses, ({ pack }) => pack)
  assert.equal(packs.get('dacorum')?.length, 165)
  assert.equal(packs.get('st-helens')?.length, 90)
  assert.ok((packs.get('crier')?.length ?? 0) > 0)
  assert.equal(packs.get('hr-policy'), undefined)
  assert.ok(policy.clauses.every(({ control }) => control.title.length > 0))
})

test('says honestly which controls are built', () => {
  assert.equal(policy.controls.length, 80)
  const built = policy.controls.filter((control) => control.built).map(({ id }) => id)
  assert.equal(built.length, 10)
  const waiting = policy.controls.find(({ id }) => id === 'election-period-mode')
  assert.deepEqual([waiting?.built, waiting?.applies], [false, false])
  assert.ok((waiting?.clauses.length ?? 0) > 0)
})

test('shows what decided each setting, and which ones the council has to answer', () => {
  const approval = policy.settings.find(({ key }) => key === 'post.approval')
  assert.equal(approval?.value, 'new-users')
  assert.deepEqual(approval?.decidedBy, [
    { pack: 'dacorum', value: 'new-users', clauses: ['dacorum:3.2.1.tier-2'] },
  ])
  assert.deepEqual(approval?.controls, ['post-approval'])
  const use = policy.settings.find(({ key }) => key === 'email.use')
  assert.equal(use?.state, 'must-choose')
  assert.ok(policy.openQuestions.includes('email.use'))
  assert.ok(!policy.openQuestions.includes('post.approval'))
})

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
