import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { FailureKind } from '../networks/index.ts'
import type { DeliveryState } from './contract.ts'
import {
  afterFailure,
  canStop,
  deliveryMay,
  deliveryWords,
  isTooLate,
  mayFollow,
  retryAt,
} from './delivery.ts'
import { usualPace } from './sending/pace.ts'
import { deliveryState } from './views.ts'

const now = Temporal.Instant.from('2026-11-24T09:00:00Z')
const kinds: readonly FailureKind[] = [
  'signed-out',
  'missing-right',
  'slow-down',
  'refused',
  'unreachable',
  'no-answer',
]

test('what was sent stays sent, whatever comes', () => {
  for (const to of deliveryState.options) assert.equal(mayFollow('sent', to), false)
})

test('nothing is handed over but what was claimed', () => {
  for (const from of deliveryState.options)
    assert.equal(mayFollow(from, 'sending'), from === 'claimed')
})

test('nothing that was handed over can be withdrawn before it is settled', () => {
  assert.equal(mayFollow('sending', 'withdrawn'), false)
  assert.ok(!canStop.includes('sending') && !canStop.includes('unconfirmed'))
  assert.ok(!canStop.includes('sent'))
})

test('every state but sent leads somewhere, and none back to claimed but due', () => {
  for (const from of deliveryState.options) {
    const next = deliveryState.options.filter((to) => mayFollow(from, to))
    assert.equal(next.length > 0, from !== 'sent')
    assert.equal(next.includes('claimed'), from === 'due')
  }
})

test('a write without an answer is never tried again by machine', () => {
  fc.assert(
    fc.property(fc.nat(50), (tries) => {
      const failure = { kind: 'no-answer' as const, until: null }
      assert.deepEqual(afterFailure(failure, tries, now, usualPace), { to: 'unconfirmed' })
    }),
  )
})

test('only what certainly sent nothing is tried again, and later', () => {
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.nat(50), (kind, tries) => {
      const result = afterFailure({ kind, until: null }, tries, now, usualPace)
      assert.equal(result.to === 'due', kind === 'unreachable' || kind === 'slow-down')
      if (result.to === 'due') assert.ok(Temporal.Instant.compare(result.at, now) > 0)
    }),
  )
})

test('a network that asks for a pause gets at least the pause that it asked for', () => {
  const until = now.add({ minutes: 7 })
  const result = afterFailure({ kind: 'slow-down', until }, 0, now, usualPace)
  assert.ok(result.to === 'due' && result.at.equals(until))
  const past = afterFailure({ kind: 'slow-down', until: now }, 3, now, usualPace)
  assert.ok(past.to === 'due' && past.at.equals(retryAt(3, now, usualPace)))
})

test('waits grow and then stay the same', () => {
  const waits = [0, 1, 2, 3, 4, 9, 99].map((tries) =>
    now.until(retryAt(tries, now, usualPace)).total('seconds'),
  )
  assert.deepEqual(waits, [5, 15, 45, 120, 300, 300, 300])
})

test('a revoked sign-in and a missing right hold the post; nothing is wrong with its words', () => {
  for (const kind of ['signed-out', 'missing-right'] as const)
    assert.deepEqual(afterFailure({ kind, until: null }, 0, now, usualPace), {
      to: 'held',
      why: kind,
    })
})

test('news of yesterday does not leave by itself, but a thread that began is finished', () => {
  const old = { dueAt: now.subtract({ minutes: 61 }), position: 0, kind: 'post' }
  assert.equal(isTooLate(old, now, usualPace), true)
  assert.equal(isTooLate({ ...old, dueAt: now.subtract({ minutes: 59 }) }, now, usualPace), false)
  assert.equal(isTooLate({ ...old, position: 1 }, now, usualPace), false)
  assert.equal(isTooLate({ ...old, kind: 'delete' }, now, usualPace), false)
  assert.equal(isTooLate({ ...old, kind: 'edit' }, now, usualPace), false)
})

test('a person decides on an unconfirmed delivery only once the machine has given up', () => {
  assert.deepEqual(deliveryMay('unconfirmed', false), [])
  assert.deepEqual(deliveryMay('unconfirmed', true), ['settle-sent', 'settle-not-sent'])
  const offers: Partial<Record<DeliveryState, string[]>> = {
    refused: ['send-again', 'stop'],
    due: ['stop'],
    held: ['stop'],
  }
  for (const state of deliveryState.options)
    if (state !== 'unconfirmed') assert.deepEqual(deliveryMay(state, true), offers[state] ?? [])
})

test('every state has a word and a sentence', () => {
  for (const state of deliveryState.options) {
    assert.match(deliveryWords(state).word, /^[A-Z]/)
    assert.match(deliveryWords(state).says, /\.$/)
  }
})
