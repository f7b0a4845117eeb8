import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FailureKind } from '../../networks/index.ts'
import type { Fault } from './call.ts'
import { changeAfter, pauseAfter } from './outcome.ts'
import { usualPace } from './pace.ts'

const now = Temporal.Instant.from('2026-11-24T09:00:00Z')
const delivery = { id: 'd', attempt_id: 'a' }
const at = { claimId: undefined, tries: 0, now, pace: usualPace }
const fault = (kind: FailureKind, until: Temporal.Instant | null = null): Fault => ({
  kind,
  step: 'post',
  code: '500',
  words: 'something went wrong',
  trace: 'trace-1',
  until,
})

test('an answer is kept with the id and the address that the network gave', () => {
  const change = changeAfter(delivery, { remoteId: '1', address: 'https://x.example/1' }, at)
  assert.partialDeepStrictEqual(change, {
    to: 'sent',
    outcome: 'sent',
    attemptId: 'a',
    remoteId: '1',
    address: 'https://x.example/1',
    sentAt: now.toString(),
  })
})

test('the network’s own code and words are kept with every failure', () => {
  for (const kind of ['refused', 'no-answer', 'signed-out', 'unreachable'] as const) {
    const { failure } = changeAfter(delivery, fault(kind), at)
    assert.deepEqual(failure, {
      kind,
      step: 'post',
      code: '500',
      words: 'something went wrong',
      trace: 'trace-1',
    })
  }
})

test('no answer becomes unconfirmed, with a first look soon', () => {
  const change = changeAfter(delivery, fault('no-answer'), at)
  assert.equal(change.to, 'unconfirmed')
  assert.equal(change.nextAt, now.add({ milliseconds: usualPace.firstLook }).toString())
})

test('before anything was handed over the claim is what counts', () => {
  const before = { id: 'd', attempt_id: null }
  const change = changeAfter(before, fault('unreachable'), { ...at, claimId: 'c' })
  assert.equal(change.claimId, 'c')
  assert.equal(change.attemptId, null)
  assert.equal(change.to, 'due')
})

test('a channel is left alone after a pause, a silence or a closed door, not after a no', () => {
  const pause = (kind: FailureKind, until: Temporal.Instant | null = null) =>
    pauseAfter(changeAfter(delivery, fault(kind, until), at), now, usualPace)
  const until = now.add({ minutes: 5 })
  assert.equal(pause('slow-down', until)?.toString(), until.toString())
  assert.equal(pause('unreachable')?.toString(), now.add({ seconds: 5 }).toString())
  assert.equal(pause('no-answer')?.toString(), now.add({ seconds: 5 }).toString())
  assert.equal(pause('signed-out')?.toString(), now.toString())
  assert.equal(pause('refused'), null)
})

test('a success pauses nothing', () => {
  const change = changeAfter(delivery, { remoteId: '1', address: null }, at)
  assert.equal(pauseAfter(change, now, usualPace), null)
})
