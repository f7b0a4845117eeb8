import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refusal } from '../platform/refusal.ts'
import { planOf, resolveLocal } from './local-time.ts'

const london = 'Europe/London'
const at = (local: string, clock?: 'earlier' | 'later') =>
  planOf({ kind: 'at', local, zone: london, ...(clock && { clock }) })

function refusalOf(run: () => unknown): Refusal {
  try {
    run()
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('Nothing was refused.')
}

test('nine in the morning is nine in London, in winter and in summer', () => {
  assert.equal(at('2026-11-24T09:00').dueAt?.toString(), '2026-11-24T09:00:00Z')
  assert.equal(at('2026-06-24T09:00').dueAt?.toString(), '2026-06-24T08:00:00Z')
})

test('a post planned in winter for summer leaves at its wall-clock time', () => {
  const plan = at('2027-03-29T09:00')
  assert.equal(plan.dueAt?.toString(), '2027-03-29T08:00:00Z')
  assert.equal(plan.local, '2027-03-29T09:00')
  assert.equal(plan.zone, london)
})

test('a time in the hour that March leaves out is refused, with its two neighbours', () => {
  assert.deepEqual(resolveLocal('2027-03-28T01:30', london), {
    kind: 'never',
    before: '2027-03-28T00:59',
    after: '2027-03-28T02:00',
  })
  const refusal = refusalOf(() => at('2027-03-28T01:30'))
  assert.equal(refusal.status, 422)
  assert.match(refusal.sentence, /clocks go forward/)
  assert.partialDeepStrictEqual(refusal.more, {
    time: { kind: 'never', before: '2027-03-28T00:59', after: '2027-03-28T02:00' },
  })
})

test('the minutes on both sides of the gap in March exist', () => {
  assert.equal(at('2027-03-28T00:59').dueAt?.toString(), '2027-03-28T00:59:00Z')
  assert.equal(at('2027-03-28T02:00').dueAt?.toString(), '2027-03-28T01:00:00Z')
  assert.equal(resolveLocal('2027-03-28T01:00', london).kind, 'never')
})

test('a time in the hour that October gives twice asks which of the two', () => {
  const refusal = refusalOf(() => at('2026-10-25T01:30'))
  assert.match(refusal.sentence, /comes twice/)
  assert.equal(
    JSON.stringify(refusal.more.time),
    JSON.stringify({
      kind: 'twice',
      earlier: '2026-10-25T00:30:00Z',
      later: '2026-10-25T01:30:00Z',
    }),
  )
  assert.equal(at('2026-10-25T01:30', 'earlier').dueAt?.toString(), '2026-10-25T00:30:00Z')
  assert.equal(at('2026-10-25T01:30', 'later').dueAt?.toString(), '2026-10-25T01:30:00Z')
})

test('the hours beside the one that comes twice come once', () => {
  assert.equal(resolveLocal('2026-10-25T00:59', london).kind, 'once')
  assert.equal(resolveLocal('2026-10-25T02:00', london).kind, 'once')
})

test('which of the two does not matter where there is one', () => {
  assert.equal(at('2026-11-24T09:00', 'later').dueAt?.toString(), '2026-11-24T09:00:00Z')
})

test('other places have gaps of other lengths', () => {
  assert.deepEqual(resolveLocal('2026-10-04T02:15', 'Australia/Lord_Howe'), {
    kind: 'never',
    before: '2026-10-04T01:59',
    after: '2026-10-04T02:30',
  })
})

test('what is no date, no time or no zone is refused', () => {
  const bad = [
    ['2026-02-30T09:00', london],
    ['2026-11-24T25:00', london],
    ['2026-11-24 09:00', london],
    ['2026-11-24T09:00Z', london],
    ['2026-11-24T09:00', 'Europe/Atlantis'],
    ['2026-11-24T09:00', '+01:00'],
    ['2026-11-24T09:00', ''],
    ['', london],
  ] as const
  for (const [local, zone] of bad)
    assert.equal(resolveLocal(local, zone).kind, 'invalid', `${local} ${zone}`)
})

test('any minute of any year means what its zone shows then', () => {
  const minute = fc.integer({ min: 0, max: 60 * 24 * 365 * 10 })
  const zones = fc.constantFrom(london, 'UTC', 'America/New_York', 'Australia/Lord_Howe')
  fc.assert(
    fc.property(minute, zones, (minutes, zone) => {
      const wall = Temporal.PlainDateTime.from('2026-01-01T00:00').add({ minutes })
      const local = wall.toString({ smallestUnit: 'minute' })
      const time = resolveLocal(local, zone)
      const shown = (instant: Temporal.Instant) =>
        instant.toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' })
      if (time.kind === 'once') assert.equal(shown(time.at), local)
      else if (time.kind === 'twice') {
        assert.equal(shown(time.earlier), local)
        assert.equal(shown(time.later), local)
        assert.ok(Temporal.Instant.compare(time.earlier, time.later) < 0)
      } else {
        assert.equal(time.kind, 'never')
        assert.ok(time.kind === 'never' && time.before < local && local < time.after)
      }
    }),
  )
})
