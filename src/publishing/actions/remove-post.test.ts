import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PostView } from '../contract.ts'
import { attested, soon, words } from '../fixtures.ts'
import { newsWorld, refusalOf } from '../fixtures-world.ts'
import { approvePost } from './approve-post.ts'
import { discardPost } from './discard-post.ts'
import { removePost } from './remove-post.ts'
import { savePost } from './save-post.ts'
import { submitPost } from './submit-post.ts'

const world = await newsWorld()
const { door, room, sent, read, rows, lastEntry } = world
const reason = 'The event was called off.'
const remove = (post: PostView, more: object = {}, by = room.author) =>
  door.run(removePost, by, { postId: post.id, reason, ...more })

async function correct(post: PostView, texts: string | string[]): Promise<PostView> {
  const edited = await door.run(savePost, room.author, {
    postId: post.id,
    basedOn: post.version.id,
    content: words(texts, [room.channelId]),
  })
  const exact = { postId: post.id, versionId: edited.version.id }
  await door.run(submitPost, room.author, { ...exact, attestation: attested, when: soon })
  await door.run(approvePost, room.approver, exact)
  await room.pump()
  return read(post.id)
}

test('a sent post is deleted on its network, with a reason that stays in Crier', async () => {
  const post = await sent({ text: 'To be deleted' })
  const asked = await remove(post)
  assert.equal(asked.state.id, 'removing')
  await room.pump()
  const after = await read(post.id)
  assert.equal(after.state.id, 'removed')
  assert.equal(after.live, false)
  assert.ok(!world.texts().includes('To be deleted'))
  assert.doesNotMatch(JSON.stringify(lastEntry(post.id)), /called off/)
  assert.partialDeepStrictEqual(lastEntry(post.id), {
    action: 'delivery.sent',
    details: { kind: 'delete' },
  })
})

test('a thread is deleted whole; what someone deleted there by hand is no obstacle', async () => {
  const post = await sent({ text: ['One of two', 'Two of two'] })
  const [first] = room.fake.posts.filter((each) => each.text === 'One of two')
  if (first) first.removed = true
  await remove(post)
  await room.pump()
  assert.equal((await read(post.id)).state.id, 'removed')
  assert.ok(!world.texts().includes('Two of two'))
})

test('only a publisher deletes, and only what is there', async () => {
  const post = await sent({ text: 'Stays' })
  assert.equal((await refusalOf(remove(post, {}, room.contributor))).status, 403)
  assert.equal((await refusalOf(remove(await world.draft()))).status, 409)
  assert.ok(world.texts().includes('Stays'))
})

test('deletes on one channel and leaves the other', async () => {
  const other = await room.channel('other')
  const both = await room.person('On both', 'approver', [room.channelId, other])
  const post = await world.submitted({
    by: both,
    text: 'Both',
    channelIds: [room.channelId, other],
  })
  await door.run(approvePost, room.communications, {
    postId: post.id,
    versionId: post.version.id,
  })
  await room.pump()
  await remove(post, { channelIds: [other] }, both)
  await room.pump()
  const after = await read(post.id)
  assert.equal(after.state.id, 'sent')
  assert.equal(world.texts().filter((text) => text === 'Both').length, 1)
})

test('a correction is approved anew and edits the same post there', async () => {
  const post = await sent({ text: 'Open untill eight' })
  const after = await correct(post, 'Open until eight')
  assert.equal(after.state.id, 'sent')
  const there = room.fake.posts.filter((each) => each.text.startsWith('Open unti'))
  assert.deepEqual(
    there.map((each) => [each.text, each.editedAt !== null]),
    [['Open until eight', true]],
  )
  assert.deepEqual(
    after.deliveries.map((delivery) => [delivery.kind, delivery.state.id]),
    [
      ['post', 'sent'],
      ['edit', 'sent'],
    ],
  )
})

test('a corrected thread changes only what differs, grows and shrinks', async () => {
  const post = await sent({ text: ['Head', 'Middle', 'Tail'] })
  const grown = await correct(post, ['Head', 'Better middle', 'Tail', 'One more'])
  assert.equal(grown.state.id, 'sent')
  const more = room.fake.posts.find((each) => each.text === 'One more')
  const tail = room.fake.posts.find((each) => each.text === 'Tail')
  assert.equal(more?.replyTo, tail?.id)
  const shrunk = await correct(grown, ['Head', 'Better middle'])
  assert.equal(shrunk.state.id, 'sent')
  assert.deepEqual(
    world.texts().filter((text) => ['Head', 'Middle', 'Tail', 'One more'].includes(text)),
    ['Head'],
  )
})

test('a corrected post can be corrected again and deleted', async () => {
  const post = await sent({ text: 'First form' })
  const second = await correct(post, 'Second form')
  const third = await correct(second, 'Third form')
  await remove(third)
  await room.pump()
  assert.equal((await read(post.id)).state.id, 'removed')
  assert.ok(!world.texts().some((text) => text.endsWith(' form')))
})

test('a correction that is given up leaves what stands there', async () => {
  const post = await sent({ text: 'Stands' })
  const edited = await door.run(savePost, room.author, {
    postId: post.id,
    basedOn: post.version.id,
    content: words('Falls', [room.channelId]),
  })
  const after = await door.run(discardPost, room.author, { postId: post.id })
  assert.equal(after.state.id, 'sent')
  assert.equal(after.excerpt, 'Stands')
  assert.equal(after.versions.length, 2)
  const again = await door.run(savePost, room.author, {
    postId: post.id,
    basedOn: after.version.id,
    content: words('Stands better', [room.channelId]),
  })
  assert.equal(again.version.number, edited.version.number + 1)
})

test('a correction back to what stands there has nothing to send', async () => {
  const post = await sent({ text: 'As it was' })
  const save = (basedOn: string, text: string) =>
    door.run(savePost, room.author, {
      postId: post.id,
      basedOn,
      content: words(text, [room.channelId]),
    })
  const changed = await save(post.version.id, 'Something else')
  const back = await save(changed.version.id, 'As it was')
  const exact = { postId: post.id, versionId: back.version.id }
  await door.run(submitPost, room.author, { ...exact, attestation: attested, when: soon })
  const refusal = await refusalOf(door.run(approvePost, room.approver, exact))
  assert.match(refusal.sentence, /nothing to send/)
})

test('a post whose address nobody knows cannot be deleted from here', async () => {
  const post = await sent({ text: 'No address' })
  await rows('update publishing.delivery set remote_id = null where post_id = $1', [post.id])
  assert.match((await refusalOf(remove(post))).sentence, /by hand/)
})
