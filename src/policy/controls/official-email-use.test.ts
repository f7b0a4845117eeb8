import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountFacts, CouncilFacts } from '../facts.ts'
import { about, anAccount, anActor, aPolicy, aSubject, now, saying, told } from '../fixtures.ts'
import { judge } from '../judge.ts'
import { officialEmailUse } from './official-email-use.ts'

type Choices = Parameters<typeof aPolicy>[1]
const officer = 'Write to officer@brackenshire.example'
const mailbox = 'Write to libraries@brackenshire.example'
const registered: Partial<CouncilFacts> = { serviceMailboxes: ['libraries@brackenshire.example'] }

function said(text: string, packs: string[], choices: Choices = {}, council = registered) {
  const policy = aPolicy(packs, choices, council)
  const { reasons } = judge('post.submit', about({ variants: [saying(text)] }), policy, [
    officialEmailUse,
  ])
  return reasons.map(told)
}

function ofAccount(account: Partial<AccountFacts>, packs: string[], choices: Choices = {}) {
  const facts = { now, actor: anActor(), lockdown: null, channels: [], account: anAccount(account) }
  const policy = aPolicy(packs, choices, registered)
  const { reasons } = judge('channel.update', facts, policy, [officialEmailUse])
  return reasons.map(told)
}

function invited(email: string, packs: string[], council = registered) {
  const facts = {
    now,
    actor: anActor(),
    lockdown: null,
    channels: [],
    subject: aSubject({ email }),
  }
  const policy = aPolicy(packs, {}, council)
  const { reasons } = judge('person.invite', facts, policy, [officialEmailUse])
  return reasons.map(told)
}

test('login-only: a draft with a council address is blocked', () => {
  assert.deepEqual(said(officer, ['st-helens']), ['login-only'])
  assert.deepEqual(said(mailbox, ['st-helens']), ['login-only'])
})

test('with the Dacorum setting a registered service mailbox passes and a private address is refused', () => {
  assert.deepEqual(said(mailbox, ['dacorum']), [])
  assert.deepEqual(said('Write to jo@mail.example', ['dacorum']), ['private-in-public'])
  assert.deepEqual(invited('jo@mail.example', ['dacorum']), ['private-account'])
  assert.deepEqual(invited('jo@brackenshire.example', ['dacorum']), [])
})

test('with the Dacorum setting an officer’s own mailbox stays out of sight', () => {
  assert.deepEqual(said(officer, ['dacorum']), ['no-service-mailbox'])
})

test('the refusal marks the address and cites what decided', () => {
  const facts = about({ variants: [saying(officer)] })
  const [reason] = judge('post.submit', facts, aPolicy(['st-helens']), [officialEmailUse]).reasons
  assert.deepEqual(reason?.clauses, ['st-helens:6.8.part-1', 'st-helens:6.8.part-2'])
  assert.deepEqual([reason?.marks[0]?.start, reason?.marks[0]?.end], [9, officer.length])
})

test('council addresses are known by their domain and everything under it, however they are written', () => {
  for (const text of [
    'a.officer@Brackenshire.Example',
    'a.officer@planning.brackenshire.example',
    'a.officer@brаckenshire.example',
    'a.officer [at] brackenshire [dot] example',
    'a.officer@bracken\u200bshire.example',
  ])
    assert.deepEqual([text, said(text, ['st-helens'])], [text, ['login-only']])
})

test('a domain that only ends alike is not the council’s', () => {
  const policy = ['dacorum']
  assert.deepEqual(said('jo@notbrackenshire.example', policy), ['private-in-public'])
  assert.deepEqual(said('jo@brackenshire.example.mail.example', policy), ['private-in-public'])
})

test('silent packs: nothing is shown until the council answers, and it may allow it', () => {
  assert.deepEqual(said(officer, ['east-herts']), ['never-shown'])
  const facts = about({ variants: [saying(officer)] })
  const [reason] = judge('post.submit', facts, aPolicy(['east-herts']), [officialEmailUse]).reasons
  assert.deepEqual(reason?.clauses, ['crier:strictest-until-answered'])
  assert.deepEqual(said(officer, ['east-herts'], { 'email.publicDisplay': 'allowed' }), [])
})

test('packs that disagree keep addresses from elsewhere out until the council chooses', () => {
  const both = ['st-helens', 'dacorum']
  assert.deepEqual(invited('jo@mail.example', both), ['must-choose'])
  assert.deepEqual(invited('jo@brackenshire.example', both), [])
  assert.deepEqual(said(officer, both), ['never-shown'])
  const chosen = { 'email.use': 'council-only', 'email.publicDisplay': 'generic-mailbox' }
  assert.deepEqual(said(mailbox, both, chosen), [])
})

test('the reason for a choice that is missing cites both packs', () => {
  const subject = aSubject({ email: 'jo@mail.example' })
  const facts = { now, actor: anActor(), lockdown: null, channels: [], subject }
  const policy = aPolicy(['st-helens', 'dacorum'])
  const [reason] = judge('person.invite', facts, policy, [officialEmailUse]).reasons
  assert.deepEqual(reason?.clauses, ['st-helens:6.8.part-1', 'dacorum:2.2.f.part-2'])
  assert.equal(reason?.setting?.decidedBy, 'nobody-yet')
  assert.equal(reason?.next, 'choose-setting')
})

test('a council that named no domain is told so, not that every address is private', () => {
  assert.deepEqual(invited('jo@brackenshire.example', ['dacorum'], { mailDomains: [] }), [
    'no-domain',
  ])
})

test('an account may sign in with a council address even where none is shown', () => {
  assert.deepEqual(ofAccount({ loginEmail: 'officer@brackenshire.example' }, ['st-helens']), [])
  const profile = { profileTexts: ['News of the council', 'Ask officer@brackenshire.example'] }
  assert.deepEqual(ofAccount(profile, ['st-helens']), ['login-only'])
})

test('a private account never runs on a council address', () => {
  const personal = { declaredPersonal: true, loginEmail: ' Officer@Brackenshire.example ' }
  assert.deepEqual(ofAccount(personal, ['st-helens']), ['council-address-privately'])
  const own = { declaredPersonal: true, loginEmail: 'jo@mail.example' }
  assert.deepEqual(ofAccount(own, ['dacorum']), [])
})

test('a published address elsewhere passes', () => {
  const council = { emails: ['Hello@Partner.example'] }
  assert.deepEqual(said('Write to hello@partner.example', ['dacorum'], {}, council), [])
})
