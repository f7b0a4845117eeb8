import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { AccountFacts } from '../facts.ts'
import { aChannel, anAccount, anActor, aPolicy, now, told } from '../fixtures.ts'
import { judge } from '../judge.ts'
import { delegatedAuthentication } from './delegated-authentication.ts'

type Moment = 'channel.connect' | 'channel.register' | 'channel.update'

function said(account: Partial<AccountFacts>, action: Moment = 'channel.connect') {
  const channels = [aChannel()]
  const facts = { now, actor: anActor(), lockdown: null, channels, account: anAccount(account) }
  const verdict = judge(action, facts, aPolicy(), [delegatedAuthentication])
  return verdict.reasons.map(told)
}

test('the authorisation-code flow connects, and a request with a password field is rejected', () => {
  assert.deepEqual(said({}), [])
  assert.deepEqual(said({ requestFields: ['channelId', 'password'] }), ['password'])
})

test('any other way of connecting is rejected', () => {
  assert.deepEqual(said({ authorisation: 'other' }), ['other-way'])
  assert.deepEqual(said({ authorisation: null }), ['other-way'])
})

for (const field of [
  'Password',
  'PASSWORD',
  'user_password',
  'app-password',
  'appPassword',
  'pass word',
  'passwd',
  'pwd',
  'passphrase',
  'account.credentials.pw',
  'accounts[0].pin',
  'p.a.s.s'.replaceAll('.', ''),
  'раssword',
  'ｐａｓｓｗｏｒｄ',
  'pass\u200bword',
  'pässword',
])
  test(`knows ${JSON.stringify(field)} for a password`, () => {
    for (const action of ['channel.connect', 'channel.register', 'channel.update'] as const)
      assert.deepEqual(said({ requestFields: [field] }, action), ['password'])
  })

for (const field of [
  'channelId',
  'state',
  'code',
  'compass',
  'spin',
  'shipping',
  'bypass',
  'description',
])
  test(`does not take ${field} for a password`, () => {
    assert.deepEqual(said({ requestFields: [field] }), [])
  })

test('registering or describing a channel needs no authorisation', () => {
  assert.deepEqual(said({ authorisation: null }, 'channel.register'), [])
})

test('the refusal names the field and never its value', () => {
  const facts = {
    now,
    actor: anActor(),
    lockdown: null,
    channels: [],
    account: anAccount({ requestFields: ['password'] }),
  }
  const [reason] = judge('channel.connect', facts, aPolicy(), [delegatedAuthentication]).reasons
  assert.deepEqual(reason?.values, { field: 'password' })
  assert.deepEqual(reason?.clauses, ['dacorum:3.2.1.password-2'])
})
