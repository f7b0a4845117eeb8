import assert from 'node:assert/strict'
import { test } from 'node:test'
import { councilPolicy, openQuestions } from './council-policy.ts'
import { aPolicy, now } from './fixtures.ts'
import { type Choice, resolve } from './resolve.ts'
import { type Setting, settingCalled } from './settings.ts'

function decided(key: string, packs: readonly string[], choice: Choice['value'] = null) {
  const setting = settingCalled(key)
  assert.ok(setting, key)
  return resolve(setting, packs, choice === null ? null : chosen(choice))
}

function chosen(value: Choice['value']): Choice {
  return { value, reason: 'Cabinet decided so', by: 'the-keeper', at: now }
}

test('one pack: its default applies, with its clause', () => {
  const { value, state, decidedBy } = decided('post.approval', ['dacorum'])
  assert.equal(value, 'new-users')
  assert.equal(state, 'by-pack')
  assert.deepEqual(decidedBy, [
    { pack: 'dacorum', value: 'new-users', clauses: ['dacorum:3.2.1.tier-2'] },
  ])
})

test('a pack that is silent sets nothing beside one that speaks', () => {
  assert.equal(decided('post.approval', ['st-helens', 'east-herts']).value, 'none')
})

test('several packs in an order: the stricter wins, in whatever order they were bound', () => {
  for (const packs of [
    ['dacorum', 'east-herts', 'hr-policy'],
    ['hr-policy', 'east-herts', 'dacorum'],
  ]) {
    const { value, state, decidedBy } = decided('post.approval', packs)
    assert.equal(value, 'all-posts')
    assert.equal(state, 'by-stricter')
    assert.deepEqual(
      decidedBy.map(({ pack }) => pack),
      ['hr-policy'],
    )
  }
})

test('packs that agree all stand behind the value', () => {
  const { state, decidedBy } = decided('personalData.rule', ['dacorum', 'councillors'])
  assert.equal(state, 'by-pack')
  assert.deepEqual(
    decidedBy.map(({ pack }) => pack),
    ['dacorum', 'councillors'],
  )
})

test('the stricter of two reviewers is the approver', () => {
  assert.equal(decided('post.reviewer', ['hr-policy', 'dacorum']).value, 'approver')
})

test('the council may choose the looser answer, and its word stands above the packs', () => {
  const { value, state, choice } = decided('post.approval', ['hr-policy', 'dacorum'], 'none')
  assert.equal(value, 'none')
  assert.equal(state, 'by-council')
  assert.equal(choice?.reason, 'Cabinet decided so')
})

test('a choice that a pack also makes is backed by that pack', () => {
  const { decidedBy } = decided('post.approval', ['hr-policy', 'dacorum'], 'new-users')
  assert.deepEqual(
    decidedBy.map(({ pack }) => pack),
    ['dacorum'],
  )
})

test('several packs in no order: the council must choose, and nothing is guessed', () => {
  const { value, state, words } = decided('email.use', ['st-helens', 'dacorum'])
  assert.equal(value, null)
  assert.equal(state, 'must-choose')
  assert.equal(words.length, 2)
  assert.equal(decided('email.use', ['st-helens', 'dacorum'], 'council-only').value, 'council-only')
})

test('packs add up: every pack’s part is asked for', () => {
  const { value, state } = decided('attestation.parts', ['east-herts', 'hr-policy', 'dacorum'])
  assert.deepEqual(value, ['source', 'accurate', 'purpose', 'benefit', 'responsible'])
  assert.equal(state, 'added-up')
})

test('routes add up kind by kind', () => {
  assert.deepEqual(decided('incident.routes', ['dacorum', 'east-herts']).value, {
    'harmful-content': ['communications-team'],
    'outside-mention': ['communications-team'],
    safeguarding: ['safeguarding-lead'],
  })
})

test('a set has no order, so the same set in another order is the same word', () => {
  const setting: Setting = {
    key: 'a.set',
    kind: 'set',
    order: 'none',
    question: 'Which?',
    options: [],
    defaults: [
      { pack: 'dacorum', value: ['one', 'two'], clauses: ['dacorum:1.2'] },
      { pack: 'east-herts', value: ['two', 'one'], clauses: ['east-herts:1.1'] },
    ],
  }
  assert.equal(resolve(setting, ['dacorum', 'east-herts'], null).state, 'by-pack')
  const chain: Setting = { ...setting, kind: 'roles' }
  assert.equal(resolve(chain, ['dacorum', 'east-herts'], null).state, 'must-choose')
})

test('the longer list is stricter only where it holds the shorter one', () => {
  assert.deepEqual(decided('conversation.approvers', ['east-herts', 'dacorum']).value, [
    'communications-team',
    'line-manager',
  ])
  assert.equal(decided('conversation.approvers', ['hr-policy', 'dacorum']).state, 'must-choose')
})

test('the shorter interval is the stricter', () => {
  assert.equal(decided('policy.reviewMonths', ['east-herts', 'st-helens']).value, 12)
})

test('every pack silent: an ordered question holds its strictest answer until the council answers', () => {
  const { value, state } = decided('post.approval', ['st-helens', 'councillors'])
  assert.equal(value, 'all-posts')
  assert.equal(state, 'strictest-until-answered')
  assert.equal(decided('post.approval', ['st-helens'], 'none').state, 'by-council')
})

test('every pack silent: a question without an order stays unset', () => {
  assert.equal(decided('email.use', ['east-herts']).state, 'unset')
  assert.equal(decided('email.use', ['east-herts']).value, null)
  assert.equal(decided('monitoring.retentionMonths', ['dacorum']).state, 'unset')
})

test('no choice goes below the floor', () => {
  const floored: Setting = {
    key: 'a.floor',
    kind: 'one',
    order: 'strictest-first',
    question: 'How strict?',
    options: ['strict', 'lawful', 'loose'].map((value) => ({ value, says: 'So.' })),
    defaults: [{ pack: 'dacorum', value: 'loose', clauses: ['dacorum:1.2'] }],
    floor: { says: 'The law asks for this.', atLeast: 'lawful' },
  }
  for (const choice of [null, chosen('loose'), chosen('made up')]) {
    const { value, state } = resolve(floored, ['dacorum'], choice)
    assert.equal(value, 'lawful')
    assert.equal(state, 'by-floor')
  }
  assert.equal(resolve(floored, ['dacorum'], chosen('strict')).value, 'strict')
})

test('packs that Crier does not know bind nobody', () => {
  assert.deepEqual(councilPolicy(['made-up', 'dacorum', 'dacorum', 'crier']).bound, [
    { pack: 'dacorum', version: 1 },
  ])
})

test('set-up asks what nobody has decided, and stops asking once it is answered', () => {
  const asked = openQuestions(aPolicy(['st-helens', 'dacorum'])).map(({ key }) => key)
  assert.ok(asked.includes('email.use'))
  assert.ok(!asked.includes('post.approval'))
  const answered = openQuestions(aPolicy(['st-helens', 'dacorum'], { 'email.use': 'login-only' }))
  assert.ok(!answered.map(({ key }) => key).includes('email.use'))
})

// The summary of where the packs disagree, as far as one answer for each pack.
const table: readonly [key: string, answers: readonly unknown[]][] = [
  ['enquiry.publicReply', ['allowed', null, 'forbidden', 'allowed', null]],
  ['channel.servicePages', ['normal', 'normal', 'normal', 'exceptional', null]],
  ['post.approval', ['none', 'all-posts', null, 'new-users', null]],
  ['post.reviewer', [null, 'any-other-publisher', null, 'approver', null]],
  [
    'identity.form',
    ['name-and-service', null, 'where-appropriate', 'role-or-team', 'name-and-service'],
  ],
  ['email.use', [null, null, 'login-only', 'council-only', null]],
  ['email.publicDisplay', [null, null, 'forbidden', 'generic-mailbox', null]],
  ['personal.colleagueComment', ['none', 'not-negative', 'context', 'not-negative', null]],
  ['scope.personal', ['all', 'all', 'all', 'council-related-only', 'all']],
  ['scope.councillors', ['have-regard', 'have-regard', 'not-covered', 'bound', 'own-pack']],
  ['devices.personal', ['unspecified', 'unspecified', 'forbidden', 'mobile-council-owned', null]],
  ['political.channelRule', ['warn', null, null, 'hold', 'block']],
  ['moderation.crisis', ['second-confirm', null, null, 'automatic', null]],
  ['repost.rule', ['allowed', null, null, 'council-link-required', null]],
  ['repost.publicPersonalData', ['block', null, null, null, null]],
  ['mention.consent', ['none', null, null, 'any', 'written']],
  ['copyright.images', ['permission-and-credit', 'permission-and-credit', null, null, 'own-only']],
  ['logo.unofficial', [null, 'forbidden', 'forbidden', null, 'after-consultation']],
  ['policy.reviewMonths', [24, null, 12, null, null]],
  ['investigation.gate', [null, null, 'ripa', 'legal-basis-note', null]],
]

for (const [key, answers] of table)
  test(`each pack answers ${key} with its own text`, () => {
    const packs = ['east-herts', 'hr-policy', 'st-helens', 'dacorum', 'councillors']
    const said = packs.map((pack) => decided(key, [pack]).words[0]?.value ?? null)
    assert.deepEqual(said, answers)
  })
