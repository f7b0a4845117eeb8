import assert from 'node:assert/strict'
import { test } from 'node:test'
import { attested, soon } from '../fixtures.ts'
import { newsWorld, refusalOf } from '../fixtures-world.ts'
import { discardPost } from './discard-post.ts'
import { submitPost } from './submit-post.ts'
import { withdrawPost } from './withdraw-post.ts'

const world = await newsWorld()
const { door, room, draft, submitted, approved, sent, read, rows, lastEntry } = world
const withdraw = (postId: string, by = room.author, reason?: string) =>
  door.run(withdrawPost, by, { postId, ...(reason && { reason }) })

test('a scheduled post is taken back before it leaves', async () => {
  const post = await approved({ text: 'Taken back' })
  const after = await withdraw(post.id, room.author, 'The event is off.')
  assert.equal(after.state.id, 'withdrawn')
  assert.ok(after.story.some((line) => line.sentence === 'The event is off.'))
  assert.doesNotMatch(JSON.stringify(lastEntry(post.id)), /event is off/)
  await room.pump()
  assert.deepEqual(world.texts(), [])
})

test('what a worker has taken but not handed over is stopped too', async () => {
  const post = await approved({ text: 'Taken by a worker' })
  await rows(
    `update publishing.delivery set state = 'claimed', claim_id = id,
     lease_until = now() + interval '1 hour' where post_id = $1`,
    [post.id],
  )
  assert.equal((await withdraw(post.id)).state.id, 'withdrawn')
})

test('once it was handed over it is too late', async () => {
  const post = await approved({ text: 'Handed over' })
  await rows(
    `update publishing.delivery set state = 'sending', attempt_id = id, next_at = null,
     answer_by = now() + interval '1 hour' where post_id = $1`,
    [post.id],
  )
  const refusal = await refusalOf(withdraw(post.id))
  assert.equal(refusal.status, 409)
  assert.match(refusal.sentence, /too late/)
  const gone = await sent({ text: 'Sent' })
  assert.match((await refusalOf(withdraw(gone.id))).sentence, /was sent/)
  await rows(`delete from publishing.delivery where post_id = $1`, [post.id])
})

test('authors withdraw their own; others need to be publishers', async () => {
  const post = await submitted({ by: room.contributor })
  const other = await room.person('Another contributor', 'contributor')
  assert.equal((await refusalOf(withdraw(post.id, other))).status, 403)
  assert.equal((await withdraw(post.id, room.contributor)).state.id, 'withdrawn')
})

test('a withdrawn post that was approved can be submitted again without a second approval', async () => {
  const post = await approved({ text: 'Again' })
  await withdraw(post.id)
  const { post: again, verdict } = await door.run(submitPost, room.author, {
    postId: post.id,
    versionId: post.version.id,
    attestation: attested,
    when: soon,
  })
  assert.equal(verdict.outcome, 'allowed')
  assert.equal(again.state.id, 'scheduled')
  await room.pump()
  assert.equal((await read(post.id)).state.id, 'sent')
  assert.equal(world.texts().filter((text) => text === 'Again').length, 1)
})

test('a draft is discarded, and its versions stay on record', async () => {
  const post = await draft({ text: 'Never mind' })
  const after = await door.run(discardPost, room.author, { postId: post.id })
  assert.equal(after.state.id, 'discarded')
  assert.equal(after.versions.length, 1)
  assert.deepEqual(after.may, [])
  assert.equal(
    (await refusalOf(door.run(discardPost, room.author, { postId: post.id }))).status,
    409,
  )
})
