import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pauseChannel } from '../channels/actions/pause-channel.ts'
import { resumeChannel } from '../channels/actions/resume-channel.ts'
import { suspend } from '../people/actions/suspend.ts'
import { system } from '../platform/caller.ts'
import { newId } from '../platform/id.ts'
import { approvePost } from './actions/approve-post.ts'
import { claimDue } from './actions/claim-due.ts'
import { recordIntents } from './actions/record-intents.ts'
import { returnPost } from './actions/return-post.ts'
import { savePost } from './actions/save-post.ts'
import { withdrawPost } from './actions/withdraw-post.ts'
import { words } from './fixtures.ts'
import { newsWorld } from './fixtures-world.ts'

/** Real transactions on real connections, started in the same moment, many times over. */
const world = await newsWorld()
const { door, room, submitted, approved, read, texts } = world
const second = await room.person('Second approver', 'approver')
const caller = system(room.councilId, 'publishing.pump')
const rounds = Array.from({ length: 12 }, (_, index) => index)
const ended = (results: readonly PromiseSettledResult<unknown>[]) =>
  results.map((result) => (result.status === 'fulfilled' ? 'done' : 'refused')).sort()

test('two approvers at once: one approval, one refusal', async () => {
  for (const round of rounds) {
    const post = await submitted({ text: `Two approvers ${round}` })
    const exact = { postId: post.id, versionId: post.version.id }
    const both = await Promise.allSettled([
      door.run(approvePost, room.approver, exact),
      door.run(approvePost, second, exact),
    ])
    assert.deepEqual(ended(both), ['done', 'refused'])
    const { decisions } = await read(post.id)
    assert.equal(decisions.length, 1)
  }
})

test('approved and returned at once: one of the two', async () => {
  for (const round of rounds) {
    const post = await submitted({ text: `Approved or returned ${round}` })
    const exact = { postId: post.id, versionId: post.version.id }
    const both = await Promise.allSettled([
      door.run(approvePost, room.approver, exact),
      door.run(returnPost, second, { ...exact, reason: 'Not yet.' }),
    ])
    assert.deepEqual(ended(both), ['done', 'refused'])
    const { decisions, state } = await read(post.id)
    assert.equal(state.id, decisions[0]?.kind === 'approved' ? 'scheduled' : 'returned')
  }
})

test('approved and edited at once: what nobody read never leaves', async () => {
  for (const round of rounds) {
    const post = await submitted({ text: `Read ${round}` })
    await Promise.allSettled([
      door.run(approvePost, room.approver, { postId: post.id, versionId: post.version.id }),
      door.run(savePost, room.author, {
        postId: post.id,
        basedOn: post.version.id,
        content: words(`Unread ${round}`, [room.channelId]),
      }),
    ])
    const { state } = await read(post.id)
    assert.ok(['draft', 'scheduled'].includes(state.id), state.id)
    await room.pump()
    assert.ok(!texts().includes(`Unread ${round}`))
  }
})

test('withdrawn and sent at once: either it is on the network or it is withdrawn, never both', async () => {
  for (const round of rounds) {
    const text = `Withdrawn or sent ${round}`
    const post = await approved({ text })
    const [, withdrawn] = await Promise.allSettled([
      room.pump(),
      door.run(withdrawPost, room.author, { postId: post.id }),
    ])
    await room.pump()
    const { state } = await read(post.id)
    const there = texts().filter((each) => each === text).length
    assert.equal(state.id, there === 1 ? 'sent' : 'withdrawn')
    assert.equal(withdrawn.status, there === 1 ? 'rejected' : 'fulfilled')
  }
})

test('withdrawn between claim and intent: the intent finds nothing to hand over', async () => {
  const post = await approved({ text: 'Claimed, then withdrawn' })
  const terms = { most: 100, busy: [], lease: 60_000, late: 3_600_000 }
  const { claimId, orders } = await door.run(claimDue, caller, terms)
  await door.run(withdrawPost, room.author, { postId: post.id })
  const intents = orders.map(({ deliveryId }) => ({
    deliveryId,
    attemptId: newId(),
    requestHash: 'x',
    mediaIds: [],
  }))
  const told = { claimId, intents, answerWithin: 1000 }
  assert.deepEqual((await door.run(recordIntents, caller, told)).begun, [])
  assert.equal((await read(post.id)).state.id, 'withdrawn')
})

test('a claim that ran out cannot be used any more', async () => {
  const post = await approved({ text: 'Ran out' })
  const terms = { most: 100, busy: [], lease: 1000, late: 3_600_000 }
  const { claimId, orders } = await door.run(claimDue, caller, terms)
  const mine = orders.filter((order) => order.postId === post.id)
  world.clock.advance({ seconds: 2 })
  const intents = mine.map(({ deliveryId }) => ({
    deliveryId,
    attemptId: newId(),
    requestHash: 'x',
    mediaIds: [],
  }))
  const told = { claimId, intents, answerWithin: 1000 }
  assert.deepEqual((await door.run(recordIntents, caller, told)).begun, [])
  await room.sweep()
  await room.pump()
  assert.equal(texts().filter((text) => text === 'Ran out').length, 1)
})

test('four pumps at once send each post once', async () => {
  const wanted = rounds.map((round) => `By four pumps ${round}`)
  for (const text of wanted) await approved({ text })
  await Promise.all([room.pump(), room.pump(), room.pump(), room.pump()])
  const there = texts().filter((text) => text.startsWith('By four pumps'))
  assert.deepEqual(there.toSorted(), wanted.toSorted())
})

test('a suspension that comes while a post is taken still stops it', async () => {
  const publisher = await room.person('Suspended in the last moment', 'publisher')
  const post = await approved({ by: publisher, text: 'Stopped in the last moment' })
  const terms = { most: 100, busy: [], lease: 60_000, late: 3_600_000 }
  const { claimId, orders } = await door.run(claimDue, caller, terms)
  await door.run(suspend, room.administrator, {
    personId: publisher.personId,
    channelIds: [room.channelId],
    reason: 'A complaint is being looked into.',
  })
  const intents = orders.map(({ deliveryId }) => ({
    deliveryId,
    attemptId: newId(),
    requestHash: 'x',
    mediaIds: [],
  }))
  const told = { claimId, intents, answerWithin: 1000 }
  assert.deepEqual((await door.run(recordIntents, caller, told)).begun, [])
  assert.equal((await read(post.id)).state.id, 'held')
})

test('a pause that comes while a post is taken sends it back to the gate', async () => {
  const post = await approved({ text: 'Paused in the last moment' })
  const terms = { most: 100, busy: [], lease: 60_000, late: 3_600_000 }
  await door.run(claimDue, caller, terms)
  const { channelId } = room
  await door.run(pauseChannel, room.communications, { channelId, reason: 'Under review.' })
  await room.pump()
  assert.equal((await read(post.id)).state.id, 'held')
  await door.run(resumeChannel, room.communications, { channelId })
  assert.ok(!texts().includes('Paused in the last moment'))
})
