import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Approval, PostFacts } from '../facts.ts'
import { about, aChannel, anActor, aPolicy, earlier, saying } from '../fixtures.ts'
import { judge } from '../judge.ts'
import { postApproval } from './post-approval.ts'

const newUser = { id: 'the-author', newUser: true, suspendedFrom: [] }
const approver = anActor({ id: 'the-approver', levels: { 'channel-a': 'approver' } })

function approval(changed: Partial<Approval> = {}): Approval {
  const whole = { versionId: 'version-1', byPersonId: 'the-approver', at: earlier } as const
  return { ...whole, level: 'approver', ...changed }
}

function said(
  action: 'post.submit' | 'post.approve' | 'post.schedule' | 'post.send',
  post: Partial<PostFacts>,
  { policy = aPolicy(), actor = anActor() } = {},
) {
  const { outcome, reasons } = judge(action, about(post, { actor }), policy, [postApproval])
  return [outcome, ...reasons.map(({ message }) => message.slice('post-approval.'.length))]
}

test('the rule is new users: a new user’s post waits for an approver, and the author cannot approve it', () => {
  const post = { author: newUser, approval: null }
  assert.deepEqual(said('post.submit', post), ['needs', 'new-user-waits'])
  assert.deepEqual(said('post.send', post), ['needs', 'new-user-waits'])
  const author = anActor({ id: 'the-author', levels: { 'channel-a': 'administrator' } })
  assert.deepEqual(said('post.approve', post, { actor: author }), ['refused', 'own-post'])
  assert.deepEqual(said('post.approve', post, { actor: approver }), ['allowed'])
})

test('the rule is new users: an experienced user’s post goes', () => {
  assert.deepEqual(said('post.submit', { approval: null }), ['allowed'])
})

test('the rule is all posts: an experienced user’s post waits too', () => {
  const policy = aPolicy(['hr-policy'])
  assert.deepEqual(said('post.submit', { approval: null }, { policy }), [
    'needs',
    'every-post-waits',
  ])
  assert.deepEqual(said('post.send', { approval: approval() }, { policy }), ['allowed'])
})

test('the rule is none: nothing waits', () => {
  const policy = aPolicy(['east-herts'])
  assert.deepEqual(said('post.send', { author: newUser, approval: null }, { policy }), ['allowed'])
})

test('nobody decided: every post waits', () => {
  const policy = aPolicy(['st-helens'])
  assert.deepEqual(said('post.submit', { approval: null }, { policy }), [
    'needs',
    'every-post-waits',
  ])
})

test('nobody approves their own, even where no approval is asked for', () => {
  const policy = aPolicy(['east-herts'])
  const author = anActor({ id: 'the-author', everyChannel: true, roles: ['communications'] })
  const verdict = judge('post.approve', about({}, { actor: author }), policy, [postApproval])
  assert.equal(verdict.outcome, 'refused')
  assert.deepEqual(verdict.reasons[0]?.clauses, ['crier:nobody-approves-their-own'])
})

test('someone who edited the post approves it no more than its author does', () => {
  const editors = [{ id: 'the-approver', newUser: false, suspendedFrom: [] }]
  assert.deepEqual(said('post.approve', { editors }, { actor: approver }), ['refused', 'own-post'])
})

test('an approval by a writer that got into the record all the same does not count', () => {
  const own = approval({ byPersonId: 'the-author' })
  const post = { author: newUser, approval: own }
  assert.deepEqual(said('post.send', post), ['needs', 'approved-by-writer'])
})

test('an edit asks again', () => {
  const post = { author: newUser, versionId: 'version-2', approval: approval() }
  for (const action of ['post.submit', 'post.schedule', 'post.send'] as const)
    assert.deepEqual(said(action, post), ['needs', 'edited-since'])
})

test('a new user who edits an experienced user’s post makes it wait', () => {
  const editors = [{ id: 'a-newcomer', newUser: true, suspendedFrom: [] }]
  assert.deepEqual(said('post.submit', { editors, approval: null }), ['needs', 'new-user-waits'])
})

test('an approver is asked for where the pack says approver; any other publisher where it says that', () => {
  const publisher = anActor({ id: 'a-colleague' })
  assert.deepEqual(said('post.approve', {}, { actor: publisher }), ['refused', 'not-an-approver'])
  const policy = aPolicy(['hr-policy'])
  assert.deepEqual(said('post.approve', {}, { actor: publisher, policy }), ['allowed'])
  const contributor = anActor({ id: 'a-colleague', levels: { 'channel-a': 'contributor' } })
  assert.deepEqual(said('post.approve', {}, { actor: contributor, policy }), [
    'refused',
    'not-a-publisher',
  ])
})

test('an approver of one channel does not approve for another', () => {
  const variants = [saying('Open'), saying('Open', 'channel-b')]
  const channels = [aChannel(), aChannel({ id: 'channel-b' })]
  const facts = about({ variants }, { channels, actor: approver })
  assert.equal(judge('post.approve', facts, aPolicy(), [postApproval]).outcome, 'refused')
})

test('an approval from a level that no longer suffices asks again', () => {
  const post = { author: newUser, approval: approval({ level: 'publisher' }) }
  assert.deepEqual(said('post.send', post), ['needs', 'approval-too-low'])
})

test('the reason names the setting and the clause behind it', () => {
  const facts = about({ author: newUser, approval: null })
  const [reason] = judge('post.submit', facts, aPolicy(), [postApproval]).reasons
  assert.deepEqual(reason?.clauses, ['dacorum:3.2.1.tier-2'])
  assert.equal(reason?.setting?.value, 'new-users')
  assert.equal(reason?.next, 'ask-for-approval')
})
