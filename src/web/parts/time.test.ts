import assert from 'node:assert/strict'
import { test } from 'node:test'
import { clock, date, distance, moment, zoneNote } from './time.ts'

const london = 'Europe/London'
const now = Date.parse('2026-11-21T08:00:00Z')

test('says a moment as people write it', () => {
  assert.equal(moment('2026-11-24T09:00:00Z', london, now), 'Tue 24 Nov, 09:00')
  assert.equal(date('2026-11-24T09:00:00Z', london, now), 'Tue 24 Nov')
  assert.equal(clock('2026-07-24T09:00:00Z', london), '10:00')
})

test('names the year only where it is another one', () => {
  assert.equal(moment('2027-01-05T00:30:00Z', london, now), 'Tue 5 Jan 2027, 00:30')
})

test('shows the hour that is repeated in October twice, as the clocks do', () => {
  const october = Date.parse('2026-10-20T00:00:00Z')
  assert.equal(moment('2026-10-25T00:30:00Z', london, october), 'Sun 25 Oct, 01:30')
  assert.equal(moment('2026-10-25T01:30:00Z', london, october), 'Sun 25 Oct, 01:30')
})

test('counts days on the calendar, not in blocks of 24 hours', () => {
  assert.equal(distance('2026-11-24T09:00:00Z', london, now), 'in 3 days')
  assert.equal(distance('2026-11-22T23:30:00Z', london, now), 'tomorrow')
  assert.equal(distance('2026-11-20T02:00:00Z', london, now), 'yesterday')
})

test('counts what is near in minutes and hours', () => {
  assert.equal(distance('2026-11-21T08:00:20Z', london, now), 'now')
  assert.equal(distance('2026-11-21T08:20:00Z', london, now), 'in 20 minutes')
  assert.equal(distance('2026-11-21T05:00:00Z', london, now), '3 hours ago')
  assert.equal(distance('2027-03-21T05:00:00Z', london, now), 'in 4 months')
})

test('names the zone only where this device shows another time', () => {
  assert.equal(zoneNote('2026-11-24T09:00:00Z', london, 'Europe/Dublin'), '')
  assert.equal(zoneNote('2026-11-24T09:00:00Z', london, 'Europe/Paris'), 'London time')
})
