import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Action, actions, type FactsOf, type PostFacts } from '../facts.ts'
import {
  about,
  aJob,
  anAccount,
  anActor,
  aPerson,
  aPolicy,
  aSubject,
  earlier,
  told,
} from '../fixtures.ts'
import { judge } from '../judge.ts'
import { auditTrail } from './audit-trail.ts'

function said(action: Action, changed: Partial<FactsOf['post.save']> = {}) {
  const facts = { ...about(), account: anAccount(), subject: aSubject(), ...changed }
  const verdict = judge(action, facts as FactsOf[Action], aPolicy(), [auditTrail])
  return verdict.reasons.map(told)
}

function sent(post: Partial<PostFacts>) {
  return said('post.send', { ...about(post), actor: aJob })
}

test('a post leaves when its author, approver and publisher are all on record', () => {
  assert.deepEqual(sent({}), [])
})

test('a post that nobody let go is held', () => {
  assert.deepEqual(sent({ release: null }), ['no-publisher'])
  assert.deepEqual(sent({ release: { person: aPerson({ id: ' ' }), at: earlier } }), [
    'no-publisher',
  ])
})

test('a post without an author on record is held', () => {
  assert.deepEqual(sent({ author: { id: '', newUser: false, suspendedFrom: [] } }), ['no-author'])
})

test('an approval without an approver is held', () => {
  const approval = {
    versionId: 'version-1',
    byPersonId: '',
    level: 'approver',
    at: earlier,
  } as const
  assert.deepEqual(sent({ approval }), ['no-approver'])
})

test('a post that needed no approval needs no approver on record', () => {
  assert.deepEqual(sent({ approval: null }), [])
})

test('only what leaves needs a publisher on record', () => {
  assert.deepEqual(said('post.approve', about({ release: null })), [])
})

test('nobody does nothing', () => {
  for (const action of actions)
    assert.deepEqual([action, said(action, { actor: { kind: 'nobody' } })], [action, ['nobody']])
})

test('a job or a person without a name is nobody', () => {
  assert.deepEqual(said('post.send', { actor: { kind: 'system', name: '' } }), ['nobody'])
  assert.deepEqual(said('post.save', { actor: anActor({ id: '  ' }) }), ['nobody'])
})

test('it cites the trail of the pack, or the rule of the house', () => {
  const cited = (packs: string[]) =>
    judge('post.send', about({ release: null }, { actor: aJob }), aPolicy(packs), [auditTrail])
      .reasons[0]?.clauses
  assert.deepEqual(cited(['dacorum']), ['dacorum:3.2.1.audit-1'])
  assert.deepEqual(cited(['hr-policy']), ['crier:somebody-is-named'])
})
