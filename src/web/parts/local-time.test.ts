import assert from 'node:assert/strict'
import { test } from 'node:test'
import { instantOf, localOf } from './local-time.ts'

const london = 'Europe/London'

test('turns a local time into an instant and back, on both sides of the clock changes', () => {
  for (const [local, instant] of [
    ['2026-11-24T17:00', '2026-11-24T17:00:00.000Z'],
    ['2026-07-24T00:30', '2026-07-23T23:30:00.000Z'],
    ['2026-10-25T03:30', '2026-10-25T03:30:00.000Z'],
    ['2026-03-29T02:30', '2026-03-29T01:30:00.000Z'],
  ] as const) {
    assert.equal(instantOf(local, london), instant)
    assert.equal(localOf(instant, london), local)
  }
})
