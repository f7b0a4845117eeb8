import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testDoor } from '../../../test/support/door.ts'
import { listEntries } from '../../ledger/actions/list-entries.ts'
import { changeSetting } from './change-setting.ts'
import { choosePacks } from './choose-packs.ts'
import { readSetting } from './read-setting.ts'

const { door, as, pool, councilId, clock } = await testDoor()
const keeper = as('administrator')
const reason = 'Cabinet decided so on 3 November'
await door.run(choosePacks, keeper, { packs: ['dacorum'], reason })

function change(key: string, value: unknown, caller = keeper) {
  return door.run(changeSetting, caller, { key, value, reason })
}

/** Newest first. */
async function recorded() {
  return (await door.run(listEntries, as('auditor'), { most: 100 })).entries
}

test('the council’s word stands above its pack, and the entry keeps the old value', async () => {
  const setting = await change('post.approval', 'all-posts')
  assert.equal(setting.value, 'all-posts')
  assert.equal(setting.state, 'by-council')
  assert.equal(setting.choice?.reason, reason)
  const entry = (await recorded())[0]
  assert.equal(entry?.action, 'policy.setting-chosen')
  assert.deepEqual(entry?.object, { kind: 'setting', id: 'post.approval' })
  assert.deepEqual(entry?.details, {
    from: 'new-users',
    fromState: 'by-pack',
    to: 'all-posts',
    reason,
  })
  assert.deepEqual(entry?.clauses, ['dacorum:3.2.1.tier-2'])
})

test('choosing the same again records nothing', async () => {
  const before = (await recorded()).length
  await change('post.approval', 'all-posts')
  assert.equal((await recorded()).length, before)
})

test('null takes the choice back, and the history keeps it', async () => {
  clock.set('2026-11-25T09:00:00Z')
  const setting = await change('post.approval', null)
  assert.equal(setting.state, 'by-pack')
  const { history } = await door.run(readSetting, as('author'), { key: 'post.approval' })
  assert.deepEqual(
    history.map(({ value, until }) => [value, until]),
    [['all-posts', '2026-11-25T09:00:00Z']],
  )
  assert.equal((await recorded())[0]?.action, 'policy.choice-taken-back')
})

test('sets, lists, months and routes are kept as they are', async () => {
  for (const [key, value] of [
    ['attestation.parts', ['purpose', 'accurate']],
    ['channel.approvalChain', ['line-manager', 'communications-team']],
    ['policy.reviewMonths', 6],
    ['incident.routes', { safeguarding: ['safeguarding-lead'] }],
    ['attestation.parts', []],
  ] as const)
    assert.deepEqual((await change(key, value)).value, value)
})

test('people who change one setting at once leave one choice behind', async () => {
  const values = ['block', 'warn', 'block', 'warn']
  await Promise.all(values.map((value) => change('personalData.rule', value)))
  const { history } = await door.run(readSetting, keeper, { key: 'personalData.rule' })
  assert.equal(history.filter(({ until }) => until === null).length, 1)
})

const bad: readonly [string, unknown][] = [
  ['post.approval', 'sometimes'],
  ['post.approval', ['none']],
  ['post.approval', { toString: 'none' }],
  ['post.approval', '\u0000'],
  ['attestation.parts', ['accurate', 'accurate']],
  ['policy.reviewMonths', -1],
  ['channel.approvalChain', ["'; drop table policy.setting; --"]],
]

for (const [key, value] of bad)
  test(`refuses ${JSON.stringify(value)} for ${key}, beside the field`, async () => {
    await assert.rejects(change(key, value), (refusal: { fields: object }) =>
      Object.hasOwn(refusal.fields, 'value'),
    )
  })

test('refuses settings that do not exist and reasons that say nothing', async () => {
  await assert.rejects(change('post.nothing', 'none'), { kind: 'not-found' })
  for (const nothing of ['  ', 'a\u0000b', 'x'.repeat(501)]) {
    const without = { key: 'post.approval', value: 'none', reason: nothing }
    await assert.rejects(door.run(changeSetting, keeper, without), { kind: 'invalid' })
  }
})

test('refuses people who do not keep the policy', async () => {
  for (const role of ['author', 'approver', 'auditor'])
    await assert.rejects(change('post.approval', 'none', as(role)), { kind: 'not-allowed' })
})

const rewrites: readonly string[] = [
  `update policy.setting set value = '"none"'`,
  `update policy.setting set reason = 'another'`,
  'delete from policy.setting',
  `update policy.pack_binding set pack = 'hr-policy'`,
  'delete from policy.pack_binding',
]

for (const text of rewrites)
  test(`the application itself cannot rewrite history: ${text}`, async () => {
    const client = await pool.connect()
    try {
      await client.query(`begin; select set_config('crier.council', '${councilId}', true)`)
      await assert.rejects(client.query(text), /permission denied/)
    } finally {
      await client.query('rollback')
      client.release()
    }
  })
