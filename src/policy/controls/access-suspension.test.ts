import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Action, actions, type FactsOf } from '../facts.ts'
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
  later,
  now,
  saying,
  told,
} from '../fixtures.ts'
import { judge } from '../judge.ts'
import { accessSuspension } from './access-suspension.ts'

const suspended = aPerson({ suspendedFrom: ['channel-a'] })
const channelB = aChannel({ id: 'channel-b', name: 'Parks' })

function said(action: Action, changed: Partial<FactsOf['post.save']> = {}) {
  const facts = { ...about(), account: anAccount(), subject: aSubject(), ...changed }
  const verdict = judge(action, facts as FactsOf[Action], aPolicy(), [accessSuspension])
  return verdict.reasons.map(told)
}

function postBy(suspendedFrom: 'all' | string[]) {
  return about({ author: { id: 'the-author', newUser: false, suspendedFrom } })
}

test('a publisher suspended from A is refused there at once, and both scheduled posts are held', () => {
  const actor = { kind: 'person', ...suspended } as const
  for (const action of actions)
    assert.deepEqual([action, said(action, { actor })], [action, ['suspended-here']])
  for (const post of [postBy(['channel-a']), postBy('all')])
    assert.deepEqual(said('post.send', { ...post, actor: aJob }), ['writer-suspended'])
})

test('suspended from A is not suspended from B', () => {
  const actor = anActor({ suspendedFrom: ['channel-b'] })
  assert.deepEqual(said('post.submit', { actor }), [])
  assert.deepEqual(said('post.send', { ...postBy(['channel-b']), actor: aJob }), [])
})

test('suspended everywhere is refused everything, even what touches no channel', () => {
  const actor = anActor({ suspendedFrom: 'all', everyChannel: true, roles: ['administrator'] })
  for (const action of actions)
    assert.deepEqual(said(action, { actor, channels: [] }), ['suspended-everywhere'])
})

test('a post that a suspended person let go is held, though someone else wrote it', () => {
  const release = { person: suspended, at: earlier }
  assert.deepEqual(said('post.send', { ...about({ release }), actor: aJob }), [
    'releaser-suspended',
  ])
})

test('a post that a suspended person edited is held, though someone else began it', () => {
  const editors = [{ id: 'an-editor', newUser: false, suspendedFrom: ['channel-a'] }]
  assert.deepEqual(said('post.send', { ...about({ editors }), actor: aJob }), ['writer-suspended'])
})

test('what a suspended person wrote may be read and approved, but gets no time', () => {
  assert.deepEqual(said('post.approve', postBy('all')), [])
  assert.deepEqual(said('post.schedule', postBy('all')), ['writer-suspended'])
})

test('a suspension on one of two channels holds the post there', () => {
  const variants = [saying('Open'), saying('Open', 'channel-b')]
  const author = { id: 'the-author', newUser: false, suspendedFrom: ['channel-b'] }
  const facts = about({ variants, author }, { channels: [aChannel(), channelB], actor: aJob })
  const { reasons } = judge('post.send', facts, aPolicy(), [accessSuspension])
  assert.deepEqual(
    reasons.map(({ values }) => values),
    [{ channel: 'Parks' }],
  )
})

const lockdown = { since: now, crisisTeam: ['the-chief'] }
const chief = anActor({ id: 'the-chief' })

test('in lockdown only the crisis team acts on any channel', () => {
  const undisturbed = ['channel.open', 'person.invite', 'person.suspend']
  for (const action of actions.filter((name) => name !== 'post.send' && name !== 'post.save')) {
    const expected = undisturbed.includes(action) ? [] : ['locked-down']
    assert.deepEqual([action, said(action, { lockdown })], [action, expected])
    assert.deepEqual(said(action, { lockdown, actor: chief }), [])
  }
})

test('the managing team is not the crisis team', () => {
  const actor = anActor({ roles: ['communications', 'administrator'], everyChannel: true })
  assert.deepEqual(said('post.schedule', { lockdown, actor }), ['locked-down'])
})

test('a lockdown with nobody in the team stops everybody', () => {
  const nobody = { since: now, crisisTeam: [] }
  assert.deepEqual(said('post.schedule', { lockdown: nobody, actor: chief }), ['locked-down'])
})

test('in lockdown a draft is kept, with a note that it will wait', () => {
  const verdict = judge('post.save', about({}, { lockdown }), aPolicy(), [accessSuspension])
  assert.equal(verdict.outcome, 'allowed')
  assert.equal(verdict.reasons[0]?.outcome, 'note')
})

test('what was due is held in lockdown, and the crisis team lets it go again', () => {
  const sentBy = (id: string, at: Temporal.Instant) => ({
    ...about({ release: { person: aPerson({ id }), at } }),
    actor: aJob,
    lockdown,
  })
  assert.deepEqual(said('post.send', sentBy('a-publisher', earlier)), ['held-by-lockdown'])
  assert.deepEqual(said('post.send', sentBy('a-publisher', later)), ['held-by-lockdown'])
  assert.deepEqual(said('post.send', sentBy('the-chief', earlier)), ['held-by-lockdown'])
  assert.deepEqual(said('post.send', sentBy('the-chief', now)), [])
  assert.deepEqual(said('post.send', { ...about({ release: null }), actor: aJob, lockdown }), [
    'held-by-lockdown',
  ])
})

test('the refusal cites the crisis clause where the pack has one, and the house rule elsewhere', () => {
  const cited = (packs: string[]) =>
    judge('post.schedule', about({}, { lockdown }), aPolicy(packs), [accessSuspension]).reasons[0]
      ?.clauses
  assert.deepEqual(cited(['dacorum']), ['dacorum:3.2.1.crisis-1'])
  assert.deepEqual(cited(['east-herts']), ['crier:lockdown-holds'])
})
