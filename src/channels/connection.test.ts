import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type FailureKind, failureSentences, NetworkFailure } from '../networks/index.ts'
import type { Connection } from './channel.ts'
import {
  connectionAfter,
  connectSentence,
  daysLeft,
  type Fault,
  faultFrom,
  hasEmptyPart,
  isSameAccount,
  isSameCredential,
  looksAgain,
  mostTries,
  renewedFrom,
  sharesToken,
} from './connection.ts'

// The sentences name every kind of failure, and the compiler sees to it.
const kinds = Object.keys(failureSentences) as FailureKind[]
const faults: readonly Fault['kind'][] = [...kinds, 'other-account']
const connections: readonly Connection[] = ['connected', 'signed-out', 'missing-right']

test('only a revoked sign-in, another account and a missing right change a connection', () => {
  const meant: Partial<Record<Fault['kind'], Connection>> = {
    'signed-out': 'signed-out',
    'other-account': 'signed-out',
    'missing-right': 'missing-right',
  }
  for (const fault of faults)
    for (const before of connections)
      assert.equal(connectionAfter(before, fault), meant[fault] ?? before, `${before}, ${fault}`)
})

test('what is not connected stays so, whatever is heard of it', () => {
  for (const fault of faults) assert.equal(connectionAfter('none', fault), 'none')
})

test('looks again at what may pass, five times, and never at what will not', () => {
  const again = faults.filter((fault) => looksAgain(fault, 0))
  assert.deepEqual(again.toSorted(), ['no-answer', 'slow-down', 'unreachable'])
  assert.equal(looksAgain('unreachable', mostTries - 1), true)
  assert.equal(looksAgain('unreachable', mostTries), false)
})

test('a fault keeps the code and the words of the network as they came', () => {
  const at = Temporal.Instant.from('2026-11-24T09:00:00Z')
  const facts = { kind: 'refused', step: 'check', code: '422', words: 'Not today' } as const
  const { kind, code, words } = facts
  assert.deepEqual(faultFrom(new NetworkFailure(facts), at), { at, kind, code, words })
})

test('whoever waits for a connection reads that nothing was changed, and what to do', () => {
  const sentences = kinds.map((kind) => connectSentence({ kind, code: '' }))
  sentences.push(connectSentence({ kind: 'refused', code: 'access_denied' }))
  assert.equal(new Set(sentences).size, kinds.length + 1)
  for (const sentence of sentences) {
    assert.match(sentence, /so nothing was changed\. .*connect the channel again.*\.$/i)
    assert.doesNotMatch(sentence, /Crier (waits|tries|looks)|sent/)
  }
})

test('an account is told by its id and its server, not by its name', () => {
  const known = { id: '7', address: 'https://social.example/@council' }
  assert.ok(isSameAccount(known, { id: '7', address: 'https://social.example/@renamed' }))
  assert.ok(!isSameAccount(known, { id: '8', address: known.address }))
  assert.ok(!isSameAccount(known, { id: '7', address: 'https://other.example/@council' }))
  assert.ok(isSameAccount({ id: '7', address: '' }, { id: '7', address: '' }))
})

test('a sign-in with an empty part is none', () => {
  for (const empty of [{}, { token: '' }, { token: ' \n' }, { server: 'a', token: '' }])
    assert.equal(hasEmptyPart(empty), true, JSON.stringify(empty))
  assert.equal(hasEmptyPart({ token: 'a', expiresAt: null, count: 0, renewable: false }), false)
})

test('what a renewal leaves out, or leaves empty, stays as good as it was', () => {
  const old = { token: 'old', refresh: 'good', expiresAt: '2026-12-01' }
  assert.deepEqual(renewedFrom(old, { token: 'new' }), { ...old, token: 'new' })
  assert.deepEqual(renewedFrom(old, { token: 'new', refresh: '' }), { ...old, token: 'new' })
  assert.deepEqual(renewedFrom(old, { token: 'new', refresh: null }), { ...old, token: 'new' })
  assert.deepEqual(renewedFrom(old, { token: ' ', refresh: '' }), old)
  assert.deepEqual(renewedFrom(old, {}), old)
  assert.deepEqual(renewedFrom(old, { token: 'new', refresh: 'newer', expiresAt: 'later' }), {
    ...{ token: 'new', refresh: 'newer', expiresAt: 'later' },
  })
})

test('two sign-ins are the same in whatever order they are written', () => {
  assert.ok(isSameCredential({ a: '1', b: null }, { b: null, a: '1' }))
  assert.ok(!isSameCredential({ a: '1' }, { a: '2' }))
  assert.ok(!isSameCredential({ a: '1' }, { a: '1', b: null }))
})

test('a token is the same one whatever came with it', () => {
  const old = { token: 'a', clientId: '1', expiresAt: '2026-12-01' }
  assert.ok(sharesToken(old, { token: 'a', clientId: '2', expiresAt: null }))
  assert.ok(!sharesToken(old, { ...old, token: 'b' }))
  assert.ok(sharesToken({ accessToken: 'a', refreshToken: 'r' }, { refreshToken: 'r' }))
  assert.ok(!sharesToken({ server: 'a', token: null }, { server: 'a', token: null }))
})

test('days left are whole days, none below none, and nothing where no end is known', () => {
  const now = Temporal.Instant.from('2026-11-24T09:00:00Z')
  const left = (hours: number) => daysLeft(now.add({ hours }), now)
  assert.deepEqual([left(24 * 9 + 23), left(24), left(23), left(0), left(-48)], [9, 1, 0, 0, 0])
  assert.equal(daysLeft(null, now), null)
})
