import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  addDays,
  addMonths,
  clockName,
  dayOf,
  isDay,
  longDay,
  monthOf,
  shortDay,
  weekOf,
} from './days.ts'

test('an instant falls on the day of the council, not of the server', () => {
  assert.equal(dayOf('2026-06-30T23:30:00Z', 'Europe/London'), '2026-07-01')
  assert.equal(dayOf('2026-12-31T23:30:00Z', 'Europe/London'), '2026-12-31')
})

test('days go on over both clock changes', () => {
  assert.equal(addDays('2026-03-28', 2), '2026-03-30')
  assert.equal(addDays('2026-10-24', 2), '2026-10-26')
  assert.equal(addDays('2026-03-01', -1), '2026-02-28')
})

test('a month later is the last day where there is no such day', () => {
  assert.equal(addMonths('2026-01-31', 1), '2026-02-28')
  assert.equal(addMonths('2026-12-15', 1), '2027-01-15')
  assert.equal(addMonths('2026-03-31', -1), '2026-02-28')
})

test('a week begins on Monday', () => {
  assert.deepEqual([weekOf('2026-11-24')[0], weekOf('2026-11-24')[6]], ['2026-11-23', '2026-11-29'])
  assert.equal(weekOf('2026-11-29')[0], '2026-11-23')
})

test('a month shows every one of its days and only whole weeks', () => {
  for (let month = '2024-01-01'; month < '2032-01-01'; month = addMonths(month, 1)) {
    const days = monthOf(month).flat()
    const inside = days.filter((day) => day.slice(0, 7) === month.slice(0, 7))
    assert.equal(days.length % 7, 0)
    assert.equal(inside.length, Number(addDays(addMonths(month, 1), -1).slice(8)), month)
    assert.equal(new Set(days).size, days.length)
    assert.ok(days.length <= 42)
  }
})

test('an address that names no day is not taken for one', () => {
  assert.deepEqual(['2026-02-30', '2026-2-3', 'today', '', undefined, '2026-02-28'].map(isDay), [
    false,
    false,
    false,
    false,
    false,
    true,
  ])
})

test('days are said in full and in short', () => {
  assert.equal(longDay('2026-11-24'), 'Tuesday 24 November 2026')
  assert.equal(shortDay('2026-11-24'), 'Tue 24 Nov')
})

test('the two hours of the night when the clocks go back have different names', () => {
  assert.equal(clockName('2026-10-25T00:30:00Z', 'Europe/London'), 'BST')
  assert.equal(clockName('2026-10-25T01:30:00Z', 'Europe/London'), 'GMT')
})
