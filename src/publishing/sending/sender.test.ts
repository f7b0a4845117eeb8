import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { testDoor } from '../../../test/support/door.ts'
import { asSuperuser } from '../../people/fixtures-superuser.ts'
import { machineClock } from '../../platform/clock.ts'
import { openOwnerPool } from '../../platform/database.ts'
import { startJobs } from '../../platform/jobs.ts'
import { createMetrics } from '../../platform/metrics.ts'
import { readPost } from '../actions/read-post.ts'
import { aNewsroom, anApproved } from '../fixtures.ts'
import { createSender, sweepAll } from './sender.ts'

/** The machine as the program runs it: real jobs, the machine's own clock. */
const { door, pool, database } = await testDoor({ clock: machineClock })
const room = await aNewsroom({ door, pool, clock: machineClock })
const owner = openOwnerPool(database.ownerUrl)
const { log } = room.sending
const metrics = createMetrics()
const sender = createSender(room.sending)
const { handlers } = sender
await sender.start()
const jobs = await startJobs({ pool: owner, log, metrics, handlers, rounds: [] })
after(async () => {
  await owner.end()
  await room.fake.close()
})
const sql = <R extends object>(text: string, values: unknown[] = []) =>
  asSuperuser<R>(database.superuserUrl, text, values)

async function becomes(postId: string, state: string): Promise<boolean> {
  const until = performance.now() + 20_000
  while (performance.now() < until) {
    const post = await door.run(readPost, room.author, { postId })
    if (post.state.id === state) return true
    await pause(50)
  }
  return false
}

test('what is approved leaves by itself: the job stands in the transaction of the approval', async () => {
  const post = await anApproved(door, room, { text: ['Leaves by itself', 'and so does this'] })
  assert.ok(await becomes(post.id, 'sent'))
  const workers = await sql('select id from publishing.worker')
  assert.equal(workers.length, 1)
})

test('an unconfirmed post is looked for by a job of its own', async () => {
  room.fake.plan({ on: ['post'], script: ['reset-after'] })
  const post = await anApproved(door, room, { text: 'Looked for by itself' })
  assert.ok(await becomes(post.id, 'unconfirmed'))
  // The first look comes after five seconds.
  assert.ok(await becomes(post.id, 'sent'))
  const there = room.fake.posts.filter((each) => each.text === 'Looked for by itself')
  assert.equal(there.length, 1)
})

test('a job that was lost is no post that is lost: the round wakes a pump', async () => {
  await jobs.stop()
  const post = await anApproved(door, room, { text: 'Its job was lost' })
  await sql('delete from graphile_worker._private_jobs')
  const again = await startJobs({ pool: owner, log, metrics, handlers, rounds: [] })
  await pause(700)
  assert.equal(await becomes(post.id, 'scheduled'), true)
  await sweepAll(room.sending)
  assert.ok(await becomes(post.id, 'sent'))
  await again.stop()
})

test('what stops takes nothing new, and says goodbye', async () => {
  await sender.stop()
  const post = await anApproved(door, room, { text: 'Waits for another worker' })
  const again = await startJobs({ pool: owner, log, metrics, handlers, rounds: [] })
  await pause(1000)
  await again.stop()
  const { state } = await door.run(readPost, room.author, { postId: post.id })
  assert.equal(state.id, 'scheduled')
  assert.deepEqual(await sql('select id from publishing.worker'), [])
})
