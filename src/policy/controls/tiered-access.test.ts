import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Action, actions, type FactsOf, levels } from '../facts.ts'
import {
  about,
  aChannel,
  aJob,
  anAccount,
  anActor,
  aPerson,
  aPolicy,
  aSubject,
  earlier,
  saying,
  told,
} from '../fixtures.ts'
import { judge } from '../judge.ts'
import { tieredAccess } from './tiered-access.ts'

const channelB = aChannel({ id: 'channel-b', name: 'Parks' })

/** Facts that fit every action, so that each can be tried. */
function facts(changed: Partial<FactsOf['post.save']> = {}) {
  return { ...about(), account: anAccount(), subject: aSubject(), ...changed }
}

function said(action: Action, changed: Partial<FactsOf['post.save']> = {}, policy = aPolicy()) {
  const all = facts(changed) as FactsOf[Action] // the facts of every action at once
  return judge(action, all, policy, [tieredAccess]).reasons.map(told)
}

test('a contributor on A with no level on B may not publish on A nor open B; Communications may do both', () => {
  const contributor = anActor({ levels: { 'channel-a': 'contributor' } })
  const open = { actor: contributor, channels: [channelB] }
  assert.deepEqual(said('post.schedule', { actor: contributor }), ['needs-publisher'])
  assert.deepEqual(said('channel.open', open), ['no-level'])
  const communications = anActor({ roles: ['communications'], levels: {}, everyChannel: true })
  assert.deepEqual(said('post.schedule', { actor: communications }), [])
  assert.deepEqual(said('channel.open', { ...open, actor: communications }), [])
})

test('the refusal names the channel and the clause, and says whom to ask', () => {
  const actor = anActor({ levels: {} })
  const { reasons } = judge('post.save', facts({ actor }), aPolicy(), [tieredAccess])
  assert.match(reasons[0]?.sentence ?? '', /You have no level on Brackenshire News/)
  assert.deepEqual(reasons[0]?.clauses, ['dacorum:3.2.part-2', 'dacorum:3.2.1.tier-1'])
  assert.equal(reasons[0]?.next, 'ask-for-access')
})

test('it holds for a council whose packs say nothing about levels', () => {
  const actor = anActor({ levels: {} })
  const { reasons } = judge('post.save', facts({ actor }), aPolicy(['st-helens']), [tieredAccess])
  assert.deepEqual(reasons[0]?.clauses, ['crier:level-on-each-channel'])
})

const may: readonly [Action, ...boolean[]][] = [
  ['channel.open', true, true, true, true],
  ['post.save', true, true, true, true],
  ['post.submit', true, true, true, true],
  ['post.approve', false, true, true, true],
  ['post.schedule', false, true, true, true],
  ['post.send', false, true, true, true],
  ['post.delete', false, true, true, true],
  ['channel.update', false, false, false, true],
  ['channel.connect', false, false, false, true],
  ['channel.register', false, false, false, false],
]

for (const [action, ...expected] of may)
  test(`${action} asks for the right level`, () => {
    const allowed = levels.map(
      (level) => said(action, { actor: anActor({ levels: { 'channel-a': level } }) }).length === 0,
    )
    assert.deepEqual(allowed, expected)
  })

test('only the managing team puts a channel on the register', () => {
  const administrator = anActor({ levels: { 'channel-a': 'administrator' } })
  assert.deepEqual(said('channel.register', { actor: administrator }), ['managing-team-only'])
  assert.deepEqual(said('channel.register', { actor: anActor({ everyChannel: true }) }), [])
})

test('a level is needed on every channel of the post, not on one of them', () => {
  const variants = [saying('Open'), saying('Open', 'channel-b')]
  const changed = { ...about({ variants }), channels: [aChannel(), channelB] }
  assert.deepEqual(said('post.schedule', changed), ['no-level'])
})

test('a channel that the facts leave out is asked about all the same', () => {
  const hidden = about({ variants: [saying('Open', 'channel-b')] }, { channels: [] })
  assert.deepEqual(said('post.submit', hidden), ['no-level'])
})

test('a channel named like something that every object has gives no level', () => {
  for (const id of ['constructor', '__proto__', 'toString'])
    assert.deepEqual(said('channel.open', { channels: [aChannel({ id })] }), ['no-level'])
})

test('someone without a level may not grant one, and nobody grants above their own channels', () => {
  const grant = {
    ...about({}, { channels: [] }),
    subject: aSubject({ grants: [{ channelId: 'channel-a', level: 'administrator' }] }),
  }
  const actor = anActor({ levels: { 'channel-b': 'administrator', 'channel-a': 'approver' } })
  assert.deepEqual(
    judge('person.grant', { ...grant, actor }, aPolicy(), [tieredAccess]).outcome,
    'refused',
  )
})

test('authors take back their own post without being publishers, and nobody else’s', () => {
  const author = anActor({ id: 'the-author', levels: { 'channel-a': 'contributor' } })
  assert.deepEqual(said('post.withdraw', { actor: author }), [])
  const other = anActor({ id: 'another', levels: { 'channel-a': 'contributor' } })
  assert.deepEqual(said('post.withdraw', { actor: other }), ['needs-publisher'])
})

test('the auditor changes nothing, whatever other roles and levels they hold', () => {
  const auditor = anActor({ roles: ['auditor', 'communications'], everyChannel: true })
  for (const action of actions) {
    const expected = action === 'channel.open' ? [] : ['auditor-reads']
    assert.deepEqual([action, said(action, { actor: auditor })], [action, expected])
  }
})

test('a job carries out what people decided and decides nothing', () => {
  for (const action of actions) {
    const carriesOut = ['post.send', 'channel.update', 'channel.disconnect'].includes(action)
    const expected = carriesOut ? [] : ['person-needed']
    assert.deepEqual([action, said(action, { actor: aJob })], [action, expected])
  }
})

test('a post is held when the one who let it go has lost the level since', () => {
  for (const person of [
    aPerson({ levels: { 'channel-a': 'contributor' } }),
    aPerson({ levels: {} }),
    aPerson({ roles: ['auditor'], everyChannel: true }),
  ]) {
    const lapsed = { ...about({ release: { person, at: earlier } }), actor: aJob }
    assert.deepEqual(said('post.send', lapsed), ['release-lapsed'])
  }
})
