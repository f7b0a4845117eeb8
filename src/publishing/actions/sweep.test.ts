import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../platform/id.ts'
import { newsWorld, refusalOf } from '../fixtures-world.ts'
import { beat, stopBeating } from '../store/workers.ts'
import { closeAlarm } from './close-alarm.ts'
import { readToday } from './read-today.ts'

const world = await newsWorld()
const { door, pool, room, clock, approved, read, rows, entries, texts } = world
const today = () => door.run(readToday, room.author, {})
const alarms = async (postId: string) =>
  (await today()).wrong.filter((alarm) => alarm.postId === postId).map((alarm) => alarm.kind)
const advance = (seconds: number) => clock.advance({ seconds })

test('what is two minutes late raises one alarm, on Today, in the story and in the ledger', async () => {
  const post = await approved({ text: 'Late' })
  advance(119)
  await room.sweep()
  assert.deepEqual(await alarms(post.id), [])
  advance(2)
  await room.sweep()
  await room.sweep()
  assert.deepEqual(await alarms(post.id), ['overdue'])
  const raised = entries(post.id).filter((entry) => entry.action === 'alarm.raised')
  assert.equal(raised.length, 1)
  assert.ok((await read(post.id)).story.some((line) => line.kind === 'alarm'))
  await room.pump()
  assert.deepEqual(await alarms(post.id), [])
})

test('a claim whose worker did not come back is due again, and leaves once', async () => {
  const post = await approved({ text: 'Abandoned' })
  await rows(
    `update publishing.delivery set state = 'claimed', claim_id = id,
     lease_until = $2::timestamptz + interval '1 minute' where post_id = $1`,
    [post.id, clock.now().toString()],
  )
  await room.sweep()
  assert.equal((await read(post.id)).deliveries[0]?.state.id, 'claimed')
  advance(61)
  await room.sweep()
  assert.deepEqual(await alarms(post.id), ['stuck'])
  await room.pump()
  assert.equal((await read(post.id)).state.id, 'sent')
  assert.deepEqual(await alarms(post.id), [])
  assert.equal(texts().filter((text) => text === 'Abandoned').length, 1)
})

test('what was handed over by a worker that is gone is unconfirmed, never sent again unseen', async () => {
  const post = await approved({ text: 'Unheard' })
  const attemptId = newId()
  await rows(
    `update publishing.delivery set state = 'sending', attempt_id = $2, attempts = 1,
     next_at = null, answer_by = $3::timestamptz + interval '45 seconds' where post_id = $1`,
    [post.id, attemptId, clock.now().toString()],
  )
  await rows(
    `insert into publishing.attempt (id, council_id, delivery_id, number, request_hash, started_at, outcome)
     select $2, council_id, id, 1, 'x', $3, 'under-way' from publishing.delivery where post_id = $1`,
    [post.id, attemptId, clock.now().toString()],
  )
  await room.sweep()
  assert.equal((await read(post.id)).deliveries[0]?.state.id, 'sending')
  advance(46)
  await room.sweep()
  const after = await read(post.id)
  assert.equal(after.state.id, 'unconfirmed')
  assert.match(after.deliveries[0]?.failure?.says ?? '', /stopped before the network answered/)
  assert.deepEqual(await alarms(post.id), ['unconfirmed'])
  await room.pump()
  assert.ok(!texts().includes('Unheard'))
})

test('an alarm is closed with a reason by a publisher, and what it was about stays', async () => {
  const [alarm] = (await today()).wrong
  assert.ok(alarm)
  assert.deepEqual(alarm.may, ['close'])
  const close = (by = room.author) =>
    door.run(closeAlarm, by, { alarmId: alarm.id, reason: 'Looked after.' })
  assert.equal((await refusalOf(close(room.contributor))).status, 403)
  await close()
  assert.deepEqual(await alarms(alarm.postId), [])
  assert.equal((await read(alarm.postId)).state.id, 'unconfirmed')
  assert.equal((await refusalOf(close())).status, 409)
})

test('Today says whether anybody sends', async () => {
  assert.equal((await today()).sender.state, 'never-started')
  const worker = newId()
  await beat(pool, worker, clock.now())
  clock.set(Temporal.Now.instant())
  const working = (await today()).sender
  assert.deepEqual([working.state, working.workers], ['working', 1])
  advance(60)
  const silent = (await today()).sender
  assert.equal(silent.state, 'silent')
  assert.match(silent.says, /not running/)
  await stopBeating(pool, worker)
  assert.equal((await today()).sender.state, 'never-started')
})
