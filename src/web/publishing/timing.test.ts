import assert from 'node:assert/strict'
import { test } from 'node:test'
import { localOf, soon, timingOf, whenOf } from './timing.ts'

const zone = 'Europe/London'
const at = { kind: 'at' as const, date: '2031-07-01', time: '09:00', clock: undefined }

test('a time that is half chosen is not sent', () => {
  assert.equal(whenOf({ ...at, time: '' }, zone), null)
  assert.equal(whenOf({ ...at, date: '' }, zone), null)
  assert.equal(localOf({ ...at, date: '' }), '')
})

test('a local time is sent with its zone, and with the clock where it comes twice', () => {
  const when = { kind: 'at', local: '2031-07-01T09:00', zone }
  assert.deepEqual(whenOf(at, zone), when)
  assert.deepEqual(whenOf({ ...at, clock: 'later' }, zone), { ...when, clock: 'later' })
})

test('leaving at once sends no time, whatever was typed before', () => {
  assert.deepEqual(whenOf({ ...at, kind: 'as-soon-as-approved' }, zone), {
    kind: 'as-soon-as-approved',
  })
})

test('a plan that was read is the plan that is sent again', () => {
  const schedule = { kind: 'at' as const, local: '2031-07-01T09:00', zone, dueAt: null }
  assert.deepEqual(whenOf(timingOf(schedule), zone), {
    kind: 'at',
    local: '2031-07-01T09:00',
    zone,
  })
  assert.deepEqual(timingOf({ ...schedule, kind: 'as-soon-as-approved' }), soon)
})
