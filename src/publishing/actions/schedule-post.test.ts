import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PostView, When } from '../contract.ts'
import { newsWorld, refusalOf } from '../fixtures-world.ts'
import { schedulePost } from './schedule-post.ts'

const world = await newsWorld()
const { door, room, clock, approved, read, rows } = world
const at = (local: string): When => ({ kind: 'at', local, zone: 'Europe/London' })
const schedule = (post: PostView, when: When, by = room.author) =>
  door.run(schedulePost, by, { postId: post.id, versionId: post.version.id, when })
const jobs = () =>
  rows<{ run_at: Date }>(
    `select j.run_at from graphile_worker._private_jobs j
     join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'publishing.pump' order by j.run_at desc limit 1`,
  )

test('a new time moves the post, and a job waits for it', async () => {
  const post = await approved({ when: at('2026-11-24T12:00') })
  const { post: moved } = await schedule(post, at('2026-11-25T08:15'))
  assert.equal(moved.schedule.local, '2026-11-25T08:15')
  assert.deepEqual(
    moved.deliveries.map((delivery) => [delivery.state.id, delivery.dueAt]),
    [['due', '2026-11-25T08:15:00Z']],
  )
  const [job] = await jobs()
  assert.equal(job?.run_at.toISOString(), '2026-11-25T08:15:00.000Z')
})

test('nothing leaves before its time, and it leaves within its minute', async () => {
  const post = await approved({ text: 'At noon', when: at('2026-11-24T12:00') })
  clock.set('2026-11-24T11:59:59Z')
  await room.pump()
  assert.equal((await read(post.id)).state.id, 'scheduled')
  clock.set('2026-11-24T12:00:00Z')
  await room.pump()
  assert.equal((await read(post.id)).state.id, 'sent')
})

test('a time in the past leaves the plan as it was', async () => {
  const post = await approved({ when: at('2026-11-26T12:00') })
  const { verdict, post: after } = await schedule(post, at('2026-11-20T12:00'))
  assert.equal(verdict.outcome, 'refused')
  assert.equal(after.schedule.local, '2026-11-26T12:00')
  assert.equal(after.deliveries[0]?.dueAt, '2026-11-26T12:00:00Z')
})

test('only a publisher chooses when', async () => {
  const post = await approved({ when: at('2026-11-27T12:00') })
  assert.equal(
    (await refusalOf(schedule(post, at('2026-11-28T12:00'), room.contributor))).status,
    403,
  )
})

test('what a worker has taken cannot be moved any more', async () => {
  const post = await approved({ when: at('2026-11-27T13:00') })
  await rows(
    `update publishing.delivery set state = 'claimed', claim_id = id,
     lease_until = now() + interval '1 hour' where post_id = $1`,
    [post.id],
  )
  assert.match((await refusalOf(schedule(post, at('2026-11-28T12:00')))).sentence, /leaving/)
})

test('in the hour that October gives twice, the later one leaves an hour after the earlier', async () => {
  clock.set('2026-10-20T09:00:00Z')
  const twice = (clockTime: 'earlier' | 'later'): When => ({
    kind: 'at',
    local: '2026-10-25T01:30',
    zone: 'Europe/London',
    clock: clockTime,
  })
  const earlier = await approved({ text: 'First half past one', when: twice('earlier') })
  const later = await approved({ text: 'Second half past one', when: twice('later') })
  clock.set('2026-10-25T00:30:00Z')
  await room.pump()
  assert.equal((await read(earlier.id)).state.id, 'sent')
  assert.equal((await read(later.id)).state.id, 'scheduled')
  clock.set('2026-10-25T01:30:00Z')
  await room.pump()
  assert.equal((await read(later.id)).state.id, 'sent')
})

test('nine o’clock stays nine o’clock over the change in March', async () => {
  clock.set('2027-03-20T09:00:00Z')
  const post = await approved({ text: 'After the change', when: at('2027-03-29T09:00') })
  clock.set('2027-03-29T07:59:59Z')
  await room.pump()
  assert.equal((await read(post.id)).state.id, 'scheduled')
  clock.set('2027-03-29T08:00:00Z')
  await room.pump()
  assert.equal((await read(post.id)).state.id, 'sent')
})
