import assert from 'node:assert/strict'
import { test } from 'node:test'
import { pauseChannel } from '../../channels/actions/pause-channel.ts'
import { resumeChannel } from '../../channels/actions/resume-channel.ts'
import { liftSuspension } from '../../people/actions/lift-suspension.ts'
import { suspend } from '../../people/actions/suspend.ts'
import { inCouncil } from '../../people/fixtures.ts'
import type { When } from '../contract.ts'
import { soon } from '../fixtures.ts'
import { newsWorld, refusalOf } from '../fixtures-world.ts'
import { hold } from '../hold.ts'
import { approvePost } from './approve-post.ts'
import { readToday } from './read-today.ts'
import { releasePost } from './release-post.ts'
import { stopDelivery } from './stop-delivery.ts'

const world = await newsWorld()
const { door, pool, room, clock, approved, read, rows } = world
const reason = 'The channel is in use again.'
const release = (postId: string, when: When = soon, by = room.author) =>
  door.run(releasePost, by, { postId, when, reason })
const { channelId } = room

test('a post due on a paused channel is held with the reason, and everyone is told', async () => {
  const post = await approved({ text: 'Held by a pause' })
  await door.run(pauseChannel, room.communications, { channelId, reason: 'Under review' })
  await room.pump()
  const held = await read(post.id)
  assert.equal(held.state.id, 'held')
  assert.match(held.deliveries[0]?.held?.says ?? '', /paused/)
  assert.ok(held.deliveries[0]?.held?.clauses.includes('hr-policy:6.part-1'))
  const today = await door.run(readToday, room.author, {})
  assert.ok(today.wrong.some((alarm) => alarm.kind === 'held' && alarm.postId === post.id))
  assert.deepEqual(world.texts(), [])
})

test('while the reason stands it is not let go; afterwards it leaves, once', async () => {
  const [post] = await rows<{ id: string }>(`select id from publishing.post where state = 'held'`)
  const id = post?.id ?? ''
  const refused = await release(id)
  assert.equal(refused.verdict.outcome, 'refused')
  assert.equal(refused.post.state.id, 'held')
  await door.run(resumeChannel, room.communications, { channelId })
  assert.equal((await refusalOf(release(id, soon, room.contributor))).status, 403)
  const let_go = await release(id)
  assert.equal(let_go.post.state.id, 'scheduled')
  await room.pump()
  assert.deepEqual(world.texts(), ['Held by a pause'])
  const today = await door.run(readToday, room.author, {})
  assert.deepEqual(today.wrong, [])
})

test('a held post can be given a new time', async () => {
  const post = await approved({ text: 'Later, then' })
  await inCouncil(pool, room.councilId, (db) =>
    hold({ db, now: clock.now() }, [channelId], { says: 'Something happened.', clauses: [] }),
  )
  const when: When = { kind: 'at', local: '2026-11-24T15:00', zone: 'Europe/London' }
  const { post: later } = await release(post.id, when)
  assert.equal(later.deliveries[0]?.dueAt, '2026-11-24T15:00:00Z')
  await room.pump()
  assert.equal((await read(post.id)).state.id, 'scheduled')
  clock.set('2026-11-24T15:00:00Z')
  await room.pump()
  assert.equal((await read(post.id)).state.id, 'sent')
})

test('what is held on one channel is let go there, once the rest was stopped', async () => {
  const other = await room.channel('other')
  const both = await room.person('On both', 'approver', [channelId, other])
  const post = await world.submitted({ by: both, text: 'On two', channelIds: [channelId, other] })
  await door.run(approvePost, room.communications, {
    postId: post.id,
    versionId: post.version.id,
  })
  await door.run(pauseChannel, room.communications, { channelId: other, reason: 'For good.' })
  await inCouncil(pool, room.councilId, (db) =>
    hold({ db, now: clock.now() }, 'all', { says: 'Something happened.', clauses: [] }),
  )
  assert.equal((await release(post.id, soon, both)).verdict.outcome, 'refused')
  const paused = (await read(post.id)).deliveries.find((each) => each.channel.id === other)
  await door.run(stopDelivery, both, { deliveryId: paused?.id ?? '', reason: 'Not there.' })
  assert.equal((await release(post.id, soon, both)).post.state.id, 'scheduled')
  await room.pump()
  assert.equal((await read(post.id)).state.id, 'sent')
})

test('a suspended publisher is refused, and both scheduled posts are held at once', async () => {
  const when: When = { kind: 'at', local: '2026-11-25T09:00', zone: 'Europe/London' }
  const publisher = await room.person('To be suspended', 'publisher')
  const one = await approved({ by: publisher, text: 'First of two', when })
  const two = await approved({ by: publisher, text: 'Second of two', when })
  const other = await approved({ text: 'Of somebody else', when })
  const person = await door.run(suspend, room.administrator, {
    personId: publisher.personId,
    channelIds: [channelId],
    reason: 'A complaint is being looked into.',
  })
  assert.equal((await read(one.id)).state.id, 'held')
  assert.equal((await read(two.id)).state.id, 'held')
  assert.equal((await read(other.id)).state.id, 'scheduled')
  const refusal = await refusalOf(world.draft({ by: publisher }))
  assert.equal(refusal.status, 403)
  assert.match(refusal.sentence, /suspended/)
  const still = await release(one.id, when)
  assert.equal(still.verdict.outcome, 'refused')
  const [suspension] = person.suspensions
  await door.run(liftSuspension, room.administrator, {
    suspensionId: suspension?.id ?? '',
    reason: 'The complaint was unfounded.',
  })
  assert.equal((await release(one.id, when)).post.state.id, 'scheduled')
})
