import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { PostView, When } from '../contract.ts'
import { attested, soon, words } from '../fixtures.ts'
import { newsWorld, refusalOf } from '../fixtures-world.ts'
import { approvePost } from './approve-post.ts'
import { savePost } from './save-post.ts'
import { schedulePost } from './schedule-post.ts'
import { submitPost } from './submit-post.ts'

const world = await newsWorld()
const { door, room, clock, submitted, read, entries, lastEntry } = world
const approve = (post: PostView, by = room.approver, versionId = post.version.id) =>
  door.run(approvePost, by, { postId: post.id, versionId })
const at = (local: string): When => ({ kind: 'at', local, zone: 'Europe/London' })

test('an approver who wrote none of it lets it go at its time', async () => {
  const post = await submitted({ when: at('2026-11-24T12:00') })
  const { post: after, verdict } = await approve(post)
  assert.equal(verdict.outcome, 'allowed')
  assert.equal(after.state.id, 'scheduled')
  assert.equal(after.schedule.dueAt, '2026-11-24T12:00:00Z')
  assert.equal(after.deliveries[0]?.dueAt, '2026-11-24T12:00:00Z')
  assert.partialDeepStrictEqual(lastEntry(post.id), {
    action: 'post.approved',
    details: { versionId: post.version.id },
  })
})

test('nobody approves their own post, and the attempt is on record', async () => {
  const author = await room.person('Writes and approves', 'approver')
  const post = await submitted({ by: author })
  const refusal = await refusalOf(approve(post, author))
  assert.equal(refusal.status, 403)
  assert.match(refusal.sentence, /You wrote this post/)
  assert.equal((await read(post.id)).state.id, 'submitted')
  assert.ok(entries(post.id).some((entry) => entry.action === 'attempt.refused'))
  const view = await read(post.id, author)
  assert.ok(!view.may.includes('approve'))
  assert.match(view.mayNot.find((each) => each.what === 'approve')?.why ?? '', /You wrote/)
})

test('whoever wrote an earlier version may not approve a later one', async () => {
  const first = await room.person('First writer', 'approver')
  const post = await world.draft({ by: first, text: 'First words' })
  const edited = await door.run(savePost, room.author, {
    postId: post.id,
    basedOn: post.version.id,
    content: words('Other words', [room.channelId]),
  })
  await door.run(submitPost, room.author, {
    postId: post.id,
    versionId: edited.version.id,
    attestation: attested,
    when: soon,
  })
  assert.equal((await refusalOf(approve(edited, first))).status, 403)
  assert.equal((await approve(edited)).post.state.id, 'scheduled')
})

test('a publisher is no approver where the packs ask for one; a contributor even less', async () => {
  const post = await submitted({ text: 'For an approver' })
  const publisher = await room.person('Publisher', 'publisher')
  assert.match((await refusalOf(approve(post, publisher))).sentence, /approver of that channel/)
  assert.equal((await refusalOf(approve(post, room.contributor))).status, 403)
  assert.equal((await read(post.id)).state.id, 'submitted')
})

test('the level is asked on every channel of the post', async () => {
  const other = await room.channel('elsewhere')
  const author = await room.person('On both', 'publisher', [room.channelId, other])
  const post = await submitted({ by: author, channelIds: [room.channelId, other] })
  assert.equal((await refusalOf(approve(post))).status, 403)
  const both = await room.person('Approver on both', 'approver', [room.channelId, other])
  assert.equal((await approve(post, both)).post.state.id, 'scheduled')
})

test('approving another version than the current one is refused', async () => {
  const post = await submitted({ text: 'Version one' })
  const edited = await door.run(savePost, room.author, {
    postId: post.id,
    basedOn: post.version.id,
    content: words('Version two', [room.channelId]),
  })
  const refusal = await refusalOf(approve(post))
  assert.equal(refusal.status, 409)
  assert.partialDeepStrictEqual(refusal.more, { newer: { id: edited.version.id } })
})

test('an approval after the time asks for a new one, and nothing goes out by itself', async () => {
  const post = await submitted({ text: 'Too late', when: at('2026-11-24T09:30') })
  clock.set('2026-11-24T10:00:00Z')
  const { post: after, verdict } = await approve(post)
  assert.equal(verdict.outcome, 'needs')
  assert.equal(verdict.reasons[0]?.next, 'choose-time')
  assert.equal(after.state.word, 'Needs a time')
  await room.pump()
  assert.ok(!world.texts().includes('Too late'))
  const { post: scheduled } = await door.run(schedulePost, room.author, {
    postId: post.id,
    versionId: post.version.id,
    when: at('2026-11-24T11:00'),
  })
  assert.equal(scheduled.state.id, 'scheduled')
  clock.set('2026-11-24T11:00:01Z')
  await room.pump()
  assert.ok(world.texts().includes('Too late'))
})

test('author, approver and publisher are named with what left, in order', async () => {
  const post = await submitted({ text: 'Named', by: room.contributor })
  await approve(post)
  await room.pump()
  const trail = entries(post.id).map((entry) => entry.action)
  assert.deepEqual(trail.slice(0, 3), ['post.created', 'post.submitted', 'post.approved'])
  assert.partialDeepStrictEqual(lastEntry(post.id), {
    action: 'delivery.sent',
    details: {
      authorId: room.contributor.personId,
      approverId: room.approver.personId,
      publisherId: room.approver.personId,
    },
  })
})

test('a second approval finds the first', async () => {
  const post = await submitted({ text: 'Approved once' })
  await approve(post)
  const second = await room.person('Second approver', 'approver')
  assert.equal((await refusalOf(approve(post, second))).status, 409)
})
