import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PostView } from '../contract.ts'
import { words } from '../fixtures.ts'
import { newsWorld, refusalOf } from '../fixtures-world.ts'
import { approvePost } from './approve-post.ts'
import { readVersion } from './read-version.ts'
import { savePost } from './save-post.ts'

const world = await newsWorld()
const { door, room, draft, submitted, approved, sent, read, rows, lastEntry } = world
const save = (post: PostView, text: string, by = room.author, basedOn = post.version.id) =>
  door.run(savePost, by, { postId: post.id, basedOn, content: words(text, [room.channelId]) })

test('every save is a version, and none is overwritten', async () => {
  const first = await draft({ text: 'One' })
  const second = await save(first, 'Two')
  const third = await save(second, 'Three')
  assert.deepEqual(
    third.versions.map((version) => version.number),
    [1, 2, 3],
  )
  const one = { postId: first.id, versionId: first.version.id }
  assert.equal((await door.run(readVersion, room.author, one)).content.items[0]?.text, 'One')
})

test('not even the owner of the tables may change a version through the application', async () => {
  const post = await draft()
  const refused = world.pool.query(
    `update publishing.version set content = '{}' where id = '${post.version.id}'`,
  )
  await assert.rejects(refused, /permission denied/)
})

test('saving the same words again changes nothing', async () => {
  const post = await draft({ text: 'Same' })
  const again = await save(post, 'Same')
  assert.equal(again.version.id, post.version.id)
  assert.equal(again.versions.length, 1)
})

test('two people at one draft: the second is refused and gets what the first wrote', async () => {
  const post = await draft({ text: 'Start' })
  const theirs = await save(post, 'Theirs', room.contributor)
  const refusal = await refusalOf(save(post, 'Mine'))
  assert.equal(refusal.status, 409)
  assert.partialDeepStrictEqual(refusal.more, {
    newer: { id: theirs.version.id, content: { items: [{ text: 'Theirs' }] } },
  })
  const merged = await save(post, 'Both', room.author, theirs.version.id)
  assert.equal(merged.content.items[0]?.text, 'Both')
  assert.deepEqual(
    merged.authors.map((author) => author.name),
    ['Author', 'Contributor'],
  )
})

test('two saves in the same moment: one is kept, the other is told', async () => {
  const post = await draft({ text: 'Start' })
  const both = await Promise.allSettled([
    save(post, 'From one', room.author),
    save(post, 'From the other', room.contributor),
  ])
  assert.deepEqual(both.map((each) => each.status).sort(), ['fulfilled', 'rejected'])
  assert.equal((await read(post.id)).versions.length, 2)
})

test('an edit after submitting takes the post out of the queue', async () => {
  const post = await submitted({ text: 'Submitted' })
  const edited = await save(post, 'Changed my mind')
  assert.equal(edited.state.id, 'draft')
  const late = door.run(approvePost, room.approver, { postId: post.id, versionId: post.version.id })
  assert.match((await refusalOf(late)).sentence, /edited since/)
})

test('an edit after approval asks again: nothing of the old version leaves', async () => {
  const post = await approved({ text: 'Approved words' })
  const edited = await save(post, 'Other words')
  assert.equal(edited.state.id, 'draft')
  await room.pump()
  assert.ok(!world.texts().includes('Approved words'))
  assert.deepEqual(
    edited.deliveries.map((delivery) => delivery.state.id),
    ['withdrawn'],
  )
})

test('a contributor may not take the scheduled post of someone else out of the queue', async () => {
  const post = await approved({ text: 'Leave me alone' })
  assert.equal((await refusalOf(save(post, 'Mine now', room.contributor))).status, 403)
  assert.equal((await read(post.id)).state.id, 'scheduled')
})

test('a sent post can be corrected; it stays live until the correction is sent', async () => {
  const post = await sent({ text: 'Open untill eight' })
  const edited = await save(post, 'Open until eight')
  assert.equal(edited.state.word, 'Correction in draft')
  assert.equal(edited.live, true)
})

test('what is being sent at this moment cannot be edited', async () => {
  const post = await approved({ text: 'On its way' })
  await rows(
    `update publishing.delivery set state = 'sending', attempt_id = id, answer_by = now(),
     next_at = null where post_id = $1`,
    [post.id],
  )
  const refusal = await refusalOf(save(post, 'Too late'))
  assert.equal(refusal.status, 409)
  assert.match(refusal.sentence, /on its way/)
  assert.equal((await read(post.id)).versions.length, 1)
})

test('the ledger says which version by its hash, and from which state', async () => {
  const post = await submitted({ text: 'For the record' })
  const edited = await save(post, 'For the record, again')
  assert.partialDeepStrictEqual(lastEntry(post.id), {
    action: 'post.saved',
    details: { versionId: edited.version.id, from: 'submitted' },
  })
})
