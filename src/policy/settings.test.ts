import assert from 'node:assert/strict'
import { test } from 'node:test'
import { controls } from './controls/all.ts'
import { clauseCalled, packCalled } from './packs.ts'
import { isBelowFloor, settingCalled, settings, valueShapeOf } from './settings.ts'

test('every default is an answer to its question, under clauses of its pack', () => {
  for (const setting of settings)
    for (const { pack, value, clauses } of setting.defaults) {
      assert.ok(packCalled(pack), `${setting.key} names ${pack}`)
      assert.ok(valueShapeOf(setting).safeParse(value).success, `${setting.key} of ${pack}`)
      for (const clause of clauses) {
        assert.ok(clauseCalled(clause), `${setting.key} cites ${clause}`)
        assert.ok(clause.startsWith(`${pack}:`), `${setting.key} cites ${clause} for ${pack}`)
      }
    }
})

test('no pack speaks twice on a setting, and no key stands twice', () => {
  for (const { key, defaults } of settings)
    assert.equal(new Set(defaults.map(({ pack }) => pack)).size, defaults.length, key)
  assert.equal(new Set(settings.map(({ key }) => key)).size, settings.length)
})

test('every setting that a control uses exists', () => {
  for (const control of controls)
    for (const key of control.settings) assert.ok(settingCalled(key), `${control.id} uses ${key}`)
})

test('every setting behind a message is one that its control reads', () => {
  for (const control of controls)
    for (const { setting } of Object.values(control.messages))
      assert.ok(setting === undefined || control.settings.includes(setting), `${setting}`)
})

test('questions are questions and answers are sentences', () => {
  for (const { key, question, options } of settings) {
    assert.match(question, /\?( All of them must\.)?$/, key)
    for (const { value, says } of options) assert.match(says, /^[A-Z].*\.$/, `${key} ${value}`)
  }
})

const attempts: readonly [key: string, value: unknown][] = [
  ['post.approval', 'no-posts'],
  ['post.approval', ['none']],
  ['post.approval', ''],
  ['attestation.parts', ['accurate', 'accurate']],
  ['attestation.parts', ['accurate', 'made-up']],
  ['attestation.parts', 'accurate'],
  ['channel.approvalChain', ['Line Manager']],
  ['channel.approvalChain', Array.from({ length: 21 }, (_, n) => `role-${'a'.repeat(n + 1)}`)],
  ['policy.reviewMonths', 0],
  ['policy.reviewMonths', 1.5],
  ['policy.reviewMonths', '12'],
  ['incident.routes', { safeguarding: [] }],
  ['incident.routes', { 'Not a kind': ['line-manager'] }],
]

for (const [key, value] of attempts)
  test(`refuses ${JSON.stringify(value).slice(0, 60)} for ${key}`, () => {
    const setting = settingCalled(key)
    assert.ok(setting)
    assert.ok(!valueShapeOf(setting).safeParse(value).success)
  })

test('a value below the floor is one that stands behind it', () => {
  const setting = settingCalled('political.restrictedRule')
  assert.ok(setting)
  assert.ok(!isBelowFloor(setting, 'no-political-views'))
  assert.ok(!isBelowFloor(setting, 'no-party-support-effect'))
  assert.ok(isBelowFloor(setting, 'anything-goes'))
})
