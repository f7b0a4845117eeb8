import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refusal } from '../platform/refusal.ts'
import { createNetworks, failureSentences, NetworkFailure } from './index.ts'

const address = 'http://127.0.0.1:7374'

test('knows practice only where it is served', () => {
  const ids = (practiceAddress: string | null) =>
    createNetworks({ practiceAddress }).all.map(({ id }) => id)
  assert.deepEqual(ids(address), ['mastodon', 'practice'])
  assert.deepEqual(ids(null), ['mastodon'])
})

test('says no to a network that it does not know', () => {
  const networks = createNetworks({ practiceAddress: null })
  assert.equal(networks.find('practice'), null)
  assert.throws(() => networks.get('practice'), Refusal)
})

test('practice asks for no server and is marked as practice; others are not', () => {
  const networks = createNetworks({ practiceAddress: address })
  const [mastodon, practice] = [networks.get('mastodon'), networks.get('practice')]
  assert.deepEqual([mastodon.practice, practice.practice], [false, true])
  assert.deepEqual(practice.connect.questions, [])
  assert.deepEqual(
    mastodon.connect.questions.map(({ name }) => name),
    ['server'],
  )
})

test('the practice address is no way around the guard for other networks', async () => {
  const { connect } = createNetworks({ practiceAddress: address }).get('mastodon')
  const start = { redirectUri: 'https://crier.example/back', state: 's' }
  await assert.rejects(connect.begin({ ...start, answers: { server: address } }), Refusal)
})

test('limits and questions are plain data', () => {
  for (const network of createNetworks({ practiceAddress: address }).all) {
    const data = { limits: network.usualLimits, questions: network.connect.questions }
    assert.deepEqual(JSON.parse(JSON.stringify(data)), data)
    assert.ok(Temporal.PlainDate.from(network.usualLimits.asOf))
  }
})

test('every kind of failure has a whole sentence that says what to do', () => {
  for (const sentence of Object.values(failureSentences)) {
    assert.match(sentence, /^The network .+\. .+\.$/)
    assert.ok(sentence.length > 80)
  }
})

test('a failure keeps what the network said, cut to a line, and where it came from', () => {
  const cause = new Error('reset')
  const failure = new NetworkFailure(
    { kind: 'no-answer', step: 'post', code: 'ECONNRESET', words: 'x'.repeat(2000) },
    { cause },
  )
  assert.equal(failure.words.length, 500)
  assert.equal(failure.cause, cause)
  assert.equal(failure.message, 'post: no-answer (ECONNRESET)')
  assert.deepEqual([failure.until, failure.trace], [null, null])
})
