import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pauseChannel } from '../../channels/actions/pause-channel.ts'
import { resumeChannel } from '../../channels/actions/resume-channel.ts'
import type { PostView, When } from '../contract.ts'
import { attested, soon, words } from '../fixtures.ts'
import { newsWorld, refusalOf } from '../fixtures-world.ts'
import { savePost } from './save-post.ts'
import { submitPost } from './submit-post.ts'

const { door, room, draft, submitted, read, lastEntry, rows, sent } = await newsWorld()
const submit = (post: PostView, more: object = {}, by = room.author) =>
  door.run(submitPost, by, {
    postId: post.id,
    versionId: post.version.id,
    attestation: attested,
    when: soon,
    ...more,
  })
const verdictsOf = (postId: string) =>
  rows<{ outcome: string; version_id: string }>(
    'select outcome, version_id from publishing.verdict where post_id = $1 order by id',
    [postId],
  )

test('a second person is asked for, under the clause that asks for it', async () => {
  const post = await draft()
  const { post: after, verdict } = await submit(post)
  assert.equal(after.state.id, 'submitted')
  assert.equal(verdict.outcome, 'needs')
  const [reason] = verdict.reasons
  assert.equal(reason?.next, 'ask-for-approval')
  assert.ok(reason?.clauses.includes('hr-policy:6.safe-3'))
  assert.partialDeepStrictEqual(lastEntry(post.id), {
    action: 'post.submitted',
    details: { versionId: post.version.id, verdict: 'needs' },
  })
})

test('without the accuracy tick it is refused; ticked it passes; an edit clears the tick', async () => {
  const post = await draft({ text: 'Attested' })
  const unticked = await submit(post, { attestation: { ...attested, accurate: false } })
  assert.equal(unticked.verdict.outcome, 'refused')
  assert.equal(unticked.post.state.id, 'draft')
  assert.match(unticked.verdict.reasons[0]?.sentence ?? '', /accurate/)
  const ticked = await submit(post)
  assert.equal(ticked.post.state.id, 'submitted')
  const edited = await door.run(savePost, room.author, {
    postId: post.id,
    basedOn: post.version.id,
    content: words('Attested, then changed', [room.channelId]),
  })
  const { verdict } = await submit(edited, { attestation: undefined })
  assert.equal(verdict.outcome, 'refused')
  assert.match(verdict.reasons[0]?.sentence ?? '', /edited after its author answered/)
})

test('every verdict is kept with the exact version, refusals too', async () => {
  const post = await draft({ text: 'Kept' })
  await submit(post, { attestation: undefined })
  await submit(post)
  assert.deepEqual(
    (await verdictsOf(post.id)).map((row) => row.outcome),
    ['refused', 'needs'],
  )
  assert.equal((await read(post.id)).verdicts.length, 2)
})

test('personal data is refused, and the place in the text is marked', async () => {
  const post = await draft({ text: 'Ring Mrs Example on 07700 900123 for details' })
  const { verdict, post: after } = await submit(post)
  assert.equal(verdict.outcome, 'refused')
  assert.equal(after.state.id, 'draft')
  const reason = verdict.reasons.find((each) => each.control === 'personal-data-check')
  const [mark] = reason?.marks ?? []
  assert.equal(post.content.items[0]?.text.slice(mark?.start, mark?.end), '07700 900123')
})

test('personal data in a content warning is found as well', async () => {
  const post = await draft({ text: 'Fine' })
  const saved = await door.run(savePost, room.author, {
    postId: post.id,
    basedOn: post.version.id,
    content: words('Fine', [room.channelId], { contentWarning: 'call 07700 900123' }),
  })
  assert.equal((await submit(saved)).verdict.outcome, 'refused')
})

test('a paused channel refuses the post; resumed, it is taken', async () => {
  const post = await draft({ text: 'For a paused channel' })
  const { channelId } = room
  await door.run(pauseChannel, room.communications, { channelId, reason: 'Under review' })
  const { verdict } = await submit(post)
  assert.equal(verdict.outcome, 'refused')
  assert.equal(verdict.reasons[0]?.control, 'channel-register')
  await door.run(resumeChannel, room.communications, { channelId })
  assert.equal((await submit(post)).post.state.id, 'submitted')
})

test('the limits of the network are asked on the server', async () => {
  const post = await draft({ text: 'a'.repeat(501) })
  const refusal = await refusalOf(submit(post))
  assert.equal(refusal.status, 422)
  assert.match(refusal.sentence, /too long for council by 1/)
  const empty = await draft({ text: '  ' })
  assert.match((await refusalOf(submit(empty))).sentence, /empty/)
  const nowhere = await submit(await draft({ channelIds: [] }))
  assert.match(nowhere.verdict.reasons[0]?.sentence ?? '', /goes to no channel/)
})

test('a time that the clocks leave out is refused with its neighbours, and nothing is kept', async () => {
  const post = await draft({ text: 'In the gap' })
  const when: When = { kind: 'at', local: '2027-03-28T01:30', zone: 'Europe/London' }
  const refusal = await refusalOf(submit(post, { when }))
  assert.partialDeepStrictEqual(refusal.more, { time: { before: '2027-03-28T00:59' } })
  assert.deepEqual(await verdictsOf(post.id), [])
})

test('a time that has passed is refused by the gate', async () => {
  const post = await draft({ text: 'Yesterday' })
  const when: When = { kind: 'at', local: '2026-11-23T09:00', zone: 'Europe/London' }
  const { verdict } = await submit(post, { when })
  assert.equal(verdict.reasons[0]?.control, 'post-scheduling')
})

test('submitting twice, or a version that is no longer current, is refused', async () => {
  const post = await submitted({ text: 'Twice' })
  assert.equal((await refusalOf(submit(post))).status, 409)
  const other = await draft({ text: 'Old' })
  await door.run(savePost, room.author, {
    postId: other.id,
    basedOn: other.version.id,
    content: words('New', [room.channelId]),
  })
  const refusal = await refusalOf(submit(other))
  assert.partialDeepStrictEqual(refusal.more, { newer: { number: 2 } })
})

test('a correction may not leave out a channel on which the post can be read', async () => {
  const other = await room.channel('second')
  const by = await room.person('Both', 'publisher', [room.channelId, other])
  const post = await sent({ text: 'On the first channel' })
  const edited = await door.run(savePost, room.communications, {
    postId: post.id,
    basedOn: post.version.id,
    content: words('On the second only', [other]),
  })
  const refusal = await refusalOf(submit(edited, {}, by))
  assert.match(refusal.sentence, /correction leaves out/)
})
