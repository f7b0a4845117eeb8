import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Schedule } from '../facts.ts'
import { about, aJob, aPolicy, earlier, later, now } from '../fixtures.ts'
import { judge } from '../judge.ts'
import { postScheduling } from './post-scheduling.ts'

function at(local: string, zone: string, instant: string): Schedule {
  return { local, zone, instant: Temporal.Instant.from(instant) }
}

const nine = at('2026-11-24T09:00', 'Europe/London', '2026-11-24T09:00:00Z')
const six = at('2026-11-24T06:00', 'Europe/London', '2026-11-24T06:00:00Z')
type Moment = 'post.submit' | 'post.approve' | 'post.schedule' | 'post.send'

function said(action: Moment, schedule: Schedule | null, facts = about()) {
  const scheduled = { ...facts, post: { ...facts.post, schedule } }
  const { outcome, reasons } = judge(action, scheduled, aPolicy(), [postScheduling])
  return [outcome, ...reasons.map(({ message }) => message.slice('post-scheduling.'.length))]
}

test('a post set for 09:00 is held at 09:00 when its author was suspended at 08:00', () => {
  const atNine = { now: nine.instant, actor: aJob }
  const author = { id: 'the-author', newUser: false, suspendedFrom: ['channel-a'] }
  const held = judge('post.send', about({ schedule: nine, author }, atNine), aPolicy())
  assert.equal(held.outcome, 'refused')
  assert.match(held.reasons[0]?.sentence ?? '', /is suspended from Brackenshire News/)
  const sent = judge('post.send', about({ schedule: nine }, atNine), aPolicy())
  assert.equal(sent.outcome, 'allowed')
})

test('every check runs again at the time of sending', () => {
  const checks = (action: 'post.submit' | 'post.send') =>
    judge(action, about({ schedule: nine }), aPolicy()).checked
  assert.deepEqual(checks('post.send'), checks('post.submit'))
})

test('a crisis between scheduling and sending stops the post', () => {
  const lockdown = { since: now, crisisTeam: ['a-publisher'] }
  const facts = about({ schedule: nine }, { now: nine.instant, actor: aJob, lockdown })
  assert.equal(judge('post.send', facts, aPolicy()).outcome, 'refused')
})

test('a time to come is fine, and so is none', () => {
  assert.deepEqual(said('post.schedule', nine), ['allowed'])
  assert.deepEqual(said('post.schedule', null), ['allowed'])
  assert.deepEqual(said('post.send', null), ['allowed'])
})

test('a time that has passed is refused, and so is this very moment', () => {
  assert.deepEqual(said('post.schedule', six), ['refused', 'time-passed'])
  assert.deepEqual(said('post.submit', six), ['refused', 'time-passed'])
  const right = at('2026-11-24T08:00', 'Europe/London', now.toString())
  assert.deepEqual(said('post.schedule', right), ['refused', 'time-passed'])
})

test('an approval that comes after the time asks for a new time', () => {
  assert.deepEqual(said('post.approve', six), ['needs', 'late-approval'])
  assert.deepEqual(said('post.approve', nine), ['allowed'])
})

test('a post that was approved after its time does not go out by itself', () => {
  const approval = {
    versionId: 'version-1',
    byPersonId: 'the-approver',
    level: 'approver',
  } as const
  const late = about({ approval: { ...approval, at: six.instant.add({ minutes: 1 }) } })
  assert.deepEqual(said('post.send', six, late), ['needs', 'late-approval'])
  const inTime = about({ approval: { ...approval, at: six.instant } })
  assert.deepEqual(said('post.send', six, inTime), ['allowed'])
})

test('a late approval of an older version is not this version’s', () => {
  const approval = { versionId: 'version-0', byPersonId: 'x', level: 'approver', at: now } as const
  assert.deepEqual(said('post.send', six, about({ approval })), ['allowed'])
})

test('nothing leaves before its time', () => {
  assert.deepEqual(said('post.send', nine), ['refused', 'too-early'])
  const second = nine.instant.subtract({ milliseconds: 1 })
  assert.deepEqual(said('post.send', nine, about({}, { now: second })), ['refused', 'too-early'])
  assert.deepEqual(said('post.send', nine, about({}, { now: nine.instant })), ['allowed'])
})

test('the hour that the spring change leaves out is no time', () => {
  const gap = at('2027-03-28T01:30', 'Europe/London', '2027-03-28T01:30:00Z')
  assert.deepEqual(said('post.schedule', gap), ['refused', 'no-such-time'])
  const before = at('2027-03-28T00:59', 'Europe/London', '2027-03-28T00:59:00Z')
  const after = at('2027-03-28T02:00', 'Europe/London', '2027-03-28T01:00:00Z')
  assert.deepEqual(said('post.schedule', before), ['allowed'])
  assert.deepEqual(said('post.schedule', after), ['allowed'])
})

test('the autumn hour comes twice, and either is the one that was chosen', () => {
  for (const instant of ['2027-10-31T00:30:00Z', '2027-10-31T01:30:00Z'])
    assert.deepEqual(said('post.schedule', at('2027-10-31T01:30', 'Europe/London', instant)), [
      'allowed',
    ])
  const neither = at('2027-10-31T01:30', 'Europe/London', '2027-10-31T02:30:00Z')
  assert.deepEqual(said('post.schedule', neither), ['refused', 'no-such-time'])
})

test('an instant that is not the chosen wall-clock time is refused', () => {
  const shifted = at('2026-11-24T09:00', 'Europe/London', '2026-11-24T10:00:00Z')
  assert.deepEqual(said('post.schedule', shifted), ['refused', 'no-such-time'])
})

for (const local of [
  '2026-02-30T09:00',
  '2026-11-24',
  '2026-11-24 09:00',
  '2026-11-24T09:00Z',
  '2026-11-24T09:00[Europe/Paris]',
  '2026-11-24T24:00',
  'tomorrow',
  '',
])
  test(`refuses ${JSON.stringify(local)} as a time`, () => {
    const schedule = { ...nine, local }
    assert.deepEqual(said('post.schedule', schedule), ['refused', 'no-such-time'])
  })

test('refuses a zone that does not exist', () => {
  for (const zone of ['Europe/Brackenshire', '', '__proto__'])
    assert.deepEqual(said('post.schedule', { ...nine, zone }), ['refused', 'no-such-zone'])
})

test('an hour ago and an hour ahead are told apart in any zone', () => {
  const ahead = at('2026-11-24T18:00', 'Asia/Tokyo', later.toString())
  const behind = at('2026-11-24T16:00', 'Asia/Tokyo', earlier.toString())
  assert.deepEqual(said('post.schedule', ahead), ['allowed'])
  assert.deepEqual(said('post.schedule', behind), ['refused', 'time-passed'])
})
