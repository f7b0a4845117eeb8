import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDoor } from '../../../test/support/door.ts'
import { choosePacks } from './choose-packs.ts'
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
