import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byDay, type Planned } from './planned.ts'

// Only what the calendar sorts by.
const at = (id: string, when: string) => ({ id, at: when }) as Planned

test('a post stands on the day of the council’s clocks, in the order of leaving', () => {
  const days = byDay(
    [
      at('late', '2026-06-30T22:30:00Z'),
      at('next day', '2026-06-30T23:30:00Z'),
      at('early', '2026-06-30T08:00:00+01:00'),
    ],
    'Europe/London',
  )
  assert.deepEqual(
    [...days].map(([day, posts]) => [day, posts.map(({ id }) => id)]),
    [
      ['2026-06-30', ['early', 'late']],
      ['2026-07-01', ['next day']],
    ],
  )
})
