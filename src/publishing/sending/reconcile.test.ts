import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FakeCall, Fault } from '../../networks/mastodon/fake-faults.ts'
import { approvePost } from '../actions/approve-post.ts'
import { removePost } from '../actions/remove-post.ts'
import { savePost } from '../actions/save-post.ts'
import { sendAgain } from '../actions/send-again.ts'
import { settleNotSent } from '../actions/settle-not-sent.ts'
import { settleSent } from '../actions/settle-sent.ts'
import { stopDelivery } from '../actions/stop-delivery.ts'
import { submitPost } from '../actions/submit-post.ts'
import { attested, soon, words } from '../fixtures.ts'
import { newsWorld, refusalOf } from '../fixtures-world.ts'

const world = await newsWorld({ deadlines: { read: 300, write: 300, upload: 300 } })
const { door, room, clock, approved, sent, read, texts, entries } = world
const { fake } = room
// The machine alone has to prevent a second post: this network knows no keys.
fake.state.keys.set = () => fake.state.keys
clock.set(Temporal.Now.instant())
const faults = (on: FakeCall, ...script: (Fault | null)[]) => fake.plan({ on: [on], script })
const count = (text: string) => texts().filter((each) => each === text).length
const reason = 'Somebody looked at the network.'

/** Moves the clock past the next look and looks. */
async function look(minutes = 1): Promise<void> {
  clock.set(clock.now().add({ minutes }))
  await room.reconcile()
}

async function unconfirmed(text: string | string[], fault: Fault) {
  // The network has a clock of its own, which nobody moves.
  clock.set(Temporal.Now.instant())
  faults('post', fault)
  const post = await approved({ text })
  await room.pump()
  faults('post')
  assert.equal((await read(post.id)).state.id, 'unconfirmed')
  return post
}

test('what had arrived is found, and settled as sent with its address', async () => {
  const post = await unconfirmed('Had arrived', 'hang-after')
  await look()
  const after = await read(post.id)
  assert.equal(after.state.id, 'sent')
  assert.ok(after.deliveries[0]?.address?.startsWith(fake.address))
  assert.equal(count('Had arrived'), 1)
  const [delivery] = after.deliveries
  assert.equal(delivery?.attempts.length, 1)
  assert.equal(delivery?.attempts[0]?.outcome, 'sent')
})

test('what had not arrived is sent again, but only after the whole wait', async () => {
  const post = await unconfirmed('Had not arrived', 'hang-before')
  await look(1)
  assert.equal((await read(post.id)).state.id, 'unconfirmed')
  await look(1)
  assert.equal((await read(post.id)).state.id, 'scheduled')
  await room.pump()
  assert.equal((await read(post.id)).state.id, 'sent')
  assert.equal(count('Had not arrived'), 1)
  const actions = entries(post.id).map((entry) => entry.action)
  assert.deepEqual(actions.slice(-3), [
    'delivery.unconfirmed',
    'delivery.put-back',
    'delivery.sent',
  ])
})

test('a found item of a thread lets the rest follow', async () => {
  const post = await unconfirmed(['Found head', 'Follows'], 'reset-after')
  assert.equal((await read(post.id)).deliveries[1]?.state.id, 'held')
  await look()
  await room.pump()
  assert.equal((await read(post.id)).state.id, 'sent')
  const [head, tail] = ['Found head', 'Follows'].map((text) =>
    fake.posts.find((each) => each.text === text),
  )
  assert.equal(tail?.replyTo, head?.id)
})

test('of two posts that say the same, each finds its own', async () => {
  const first = await unconfirmed('The same words', 'hang-after')
  const second = await unconfirmed('The same words', 'hang-before')
  await look(10)
  assert.equal((await read(first.id)).state.id, 'sent')
  assert.equal((await read(second.id)).state.id, 'scheduled')
  await room.pump()
  assert.equal((await read(second.id)).state.id, 'sent')
  assert.equal(count('The same words'), 2)
})

test('after some repeats a person is asked, and what they found decides', async () => {
  const post = await unconfirmed('Never arrives', 'hang-before')
  for (let repeat = 0; repeat < 2; repeat += 1) {
    faults('post', 'hang-before')
    await look(6)
    await room.pump()
  }
  const early = (await read(post.id)).deliveries[0]
  const run = (deliveryId = early?.id ?? '', sendAgain = true) =>
    door.run(settleNotSent, room.author, { deliveryId, reason, sendAgain })
  assert.match((await refusalOf(run())).sentence, /still looking/)
  await look(6)
  const [asked] = (await read(post.id, room.author)).deliveries
  assert.deepEqual(asked?.may, ['settle-sent', 'settle-not-sent'])
  faults('post')
  await run()
  await room.pump()
  assert.equal((await read(post.id)).state.id, 'sent')
  assert.equal(count('Never arrives'), 1)
})

test('a network that cannot be read leaves it to a person after half an hour', async () => {
  const post = await unconfirmed('Unreadable', 'hang-after')
  fake.plan({ on: ['recent'], percent: { 'error-before': 100 } })
  await look(10)
  assert.equal((await read(post.id)).deliveries[0]?.may.length, 0)
  await look(25)
  const [asked] = (await read(post.id, room.author)).deliveries
  assert.match(asked?.state.says ?? '', /Look there yourself/)
  const stored = fake.posts.find((each) => each.text === 'Unreadable')
  const address = `${fake.address}/@council/${stored?.id}`
  const known = fake.posts.find((each) => each.text === 'Had arrived')
  for (const wrong of ['javascript:alert(1)', known?.id ?? '']) {
    const settle = { deliveryId: asked?.id ?? '', reason, address: wrong }
    assert.equal((await refusalOf(door.run(settleSent, room.author, settle))).status, 422)
  }
  const settled = await door.run(settleSent, room.author, {
    deliveryId: asked?.id ?? '',
    reason,
    address,
  })
  assert.equal(settled.state.id, 'sent')
  assert.ok(settled.story.some((line) => line.kind === 'settled' && line.sentence === reason))
  faults('post')
  await door.run(removePost, room.author, { postId: post.id, reason })
  await room.pump()
  assert.equal((await read(post.id)).state.id, 'removed')
})

test('only a publisher settles, with a reason', async () => {
  const post = await unconfirmed('For a publisher', 'hang-before')
  fake.plan({ on: ['recent'], percent: { 'error-before': 100 } })
  await look(40)
  const [asked] = (await read(post.id)).deliveries
  const settle = (by: typeof room.author, words: string) =>
    refusalOf(door.run(settleSent, by, { deliveryId: asked?.id ?? '', reason: words }))
  assert.equal((await settle(room.contributor, reason)).status, 403)
  assert.equal((await settle(room.author, '')).status, 422)
  const withdrawn = await door.run(settleNotSent, room.author, {
    deliveryId: asked?.id ?? '',
    reason,
    sendAgain: false,
  })
  assert.equal(withdrawn.state.id, 'withdrawn')
  faults('post')
})

test('a refused post can be sent again once the cause is gone, or stopped', async () => {
  faults('post', 'unprocessable', 'unprocessable')
  const post = await approved({ text: 'Refused at first' })
  const other = await approved({ text: ['Refused and stopped', 'Its rest'] })
  await room.pump()
  const deliveryId = async (id: string) => (await read(id)).deliveries[0]?.id ?? ''
  const again = { deliveryId: await deliveryId(post.id), reason }
  assert.equal((await refusalOf(door.run(sendAgain, room.contributor, again))).status, 403)
  await door.run(sendAgain, room.author, again)
  await room.pump()
  assert.equal((await read(post.id)).state.id, 'sent')
  assert.equal((await refusalOf(door.run(sendAgain, room.author, again))).status, 409)
  const stop = { deliveryId: await deliveryId(other.id), reason }
  const stopped = await door.run(stopDelivery, room.author, stop)
  assert.equal(stopped.state.id, 'withdrawn')
  assert.deepEqual(
    stopped.deliveries.map((delivery) => delivery.state.id),
    ['withdrawn', 'withdrawn'],
  )
  assert.equal((await refusalOf(door.run(stopDelivery, room.author, { ...again }))).status, 409)
})

test('an edit and a deletion without an answer are looked for at their address', async () => {
  const post = await sent({ text: 'Before the edit' })
  const edited = await door.run(savePost, room.author, {
    postId: post.id,
    basedOn: post.version.id,
    content: words('After the edit', [room.channelId]),
  })
  const exact = { postId: post.id, versionId: edited.version.id }
  await door.run(submitPost, room.author, { ...exact, attestation: attested, when: soon })
  await door.run(approvePost, room.approver, exact)
  faults('edit', 'hang-before')
  await room.pump()
  assert.equal((await read(post.id)).state.id, 'unconfirmed')
  await look(10)
  await room.pump()
  assert.equal((await read(post.id)).state.id, 'sent')
  assert.deepEqual([count('Before the edit'), count('After the edit')], [0, 1])
  faults('remove', 'hang-after')
  await door.run(removePost, room.author, { postId: post.id, reason })
  await room.pump()
  assert.equal((await read(post.id)).state.id, 'unconfirmed')
  await look()
  assert.equal((await read(post.id)).state.id, 'removed')
})

test('an edit of what somebody deleted there is refused, not posted anew', async () => {
  const post = await sent({ text: 'Gone meanwhile' })
  const edited = await door.run(savePost, room.author, {
    postId: post.id,
    basedOn: post.version.id,
    content: words('Edited meanwhile', [room.channelId]),
  })
  const exact = { postId: post.id, versionId: edited.version.id }
  await door.run(submitPost, room.author, { ...exact, attestation: attested, when: soon })
  await door.run(approvePost, room.approver, exact)
  const stored = fake.posts.find((each) => each.text === 'Gone meanwhile')
  faults('edit', 'hang-before')
  await room.pump()
  if (stored) stored.removed = true
  await look()
  assert.equal((await read(post.id)).state.id, 'refused')
  assert.equal(count('Edited meanwhile'), 0)
})
