import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDoor } from '../../../test/support/door.ts'
import { listEntries } from '../../ledger/actions/list-entries.ts'
import { newId } from '../../platform/id.ts'
import { choosePacks } from './choose-packs.ts'
import { readPolicy } from './read-policy.ts'

const { door, as, pool, councilId } = await testDoor()
const keeper = as('communications')
const reason = 'Adopted by Cabinet on 3 November'

function choose(packs: readonly string[], caller = keeper) {
  return door.run(choosePacks, caller, { packs, reason })
}

/** Newest first. */
async function recorded() {
  return (await door.run(listEntries, as('auditor'), { most: 100 })).entries
}

test('binds the packs, says what is still open and records old, new and why', async () => {
  const reply = await choose(['dacorum', 'councillors'])
  assert.deepEqual(reply.packs, ['dacorum', 'councillors'])
  assert.ok(reply.openQuestions.includes('personalData.mayClear'))
  const entry = (await recorded())[0]
  assert.equal(entry?.action, 'policy.packs-chosen')
  assert.deepEqual(entry?.details, { from: [], to: ['dacorum', 'councillors'], reason })
  const policy = await door.run(readPolicy, keeper, {})
  assert.deepEqual(
    policy.packs.filter(({ bound }) => bound).map(({ id }) => id),
    ['dacorum', 'councillors'],
  )
})

test('choosing the same again, in another order or twice, changes and records nothing', async () => {
  const before = (await recorded()).length
  await choose(['councillors', 'dacorum', 'dacorum'])
  assert.equal((await recorded()).length, before)
})

test('a pack that is dropped stays in the history and can come back', async () => {
  await choose(['st-helens'])
  await choose(['st-helens', 'dacorum'])
  const client = await pool.connect()
  await client.query(`begin; select set_config('crier.council', '${councilId}', true)`)
  const { rows } = await client.query('select pack, ended_at from policy.pack_binding')
  await client.query('rollback')
  client.release()
  const kept = rows.filter(({ pack }) => pack === 'dacorum')
  assert.deepEqual(kept.map(({ ended_at }) => ended_at === null).sort(), [false, true])
})

test('two people who choose at once both leave one policy behind', async () => {
  await Promise.all([choose(['hr-policy']), choose(['east-herts']), choose(['dacorum'])])
  const { packs } = await door.run(readPolicy, keeper, {})
  assert.equal(packs.filter(({ bound }) => bound).length, 1)
})

test('refuses packs that do not exist, the house’s own rules and no pack at all', async () => {
  for (const packs of [['made-up'], ['dacorum', 'crier'], ['constructor']])
    await assert.rejects(choose(packs), { kind: 'not-found' })
  await assert.rejects(choose([]), { kind: 'invalid' })
})

test('refuses people who do not keep the policy, and those who are nobody', async () => {
  for (const role of ['author', 'approver', 'auditor'])
    await assert.rejects(choose(['dacorum'], as(role)), { kind: 'not-allowed' })
  await assert.rejects(choose(['dacorum'], { kind: 'nobody' }), { kind: 'sign-in-needed' })
  await assert.rejects(choose(['dacorum'], { kind: 'system', councilId, name: 'a job' }), {
    kind: 'sign-in-needed',
  })
})

test('refuses a reason with personal data, as the ledger keeps it for good', async () => {
  const named = { packs: ['dacorum'], reason: 'Ask jo@mail.example why' }
  await assert.rejects(door.run(choosePacks, keeper, named), (refusal: { fields: object }) =>
    Object.hasOwn(refusal.fields, 'reason'),
  )
})

test('another council sees and changes nothing of it', async () => {
  await choose(['dacorum'])
  const other = { ...keeper, councilId: newId() }
  const theirs = await door.run(readPolicy, other, {})
  assert.deepEqual(
    theirs.packs.filter(({ bound }) => bound),
    [],
  )
  await choose(['st-helens'], other)
  const ours = await door.run(readPolicy, keeper, {})
  assert.deepEqual(
    ours.packs.filter(({ bound }) => bound).map(({ id }) => id),
    ['dacorum'],
  )
})
