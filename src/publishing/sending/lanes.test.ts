import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { Lanes, type LaneWork, type Passed } from './lanes.ts'
import type { Order } from './order.ts'

const order = (channelId: string, deliveryId: string): Order => ({
  deliveryId,
  postId: '',
  channelId,
  position: 0,
  kind: 'post',
  dueAt: Temporal.Instant.from('2026-11-24T09:00:00Z'),
  tries: 0,
  network: 'mastodon',
  credential: { credentialId: '', sealed: '' },
  text: '',
  files: [],
  visibility: 'public',
  language: 'en',
  spoiler: '',
  replyTo: null,
  targetId: null,
})
const orders = (channelId: string, count: number) =>
  Array.from({ length: count }, (_, index) => order(channelId, `${channelId}${index}`))

/** Notes how many run at once, over all and on each channel. */
function watched(result: (order: Order) => Passed = () => ({ pause: null }), milliseconds = 5) {
  const running = new Map<string, number>()
  const seen = { most: 0, onOne: 0, sent: [] as string[], back: [] as string[] }
  const work: LaneWork = {
    async send(one) {
      const on = (running.get(one.channelId) ?? 0) + 1
      running.set(one.channelId, on)
      seen.onOne = Math.max(seen.onOne, on)
      seen.most = Math.max(
        seen.most,
        running.values().reduce((sum, each) => sum + each, 0),
      )
      await pause(milliseconds)
      running.set(one.channelId, (running.get(one.channelId) ?? 1) - 1)
      seen.sent.push(one.deliveryId)
      return result(one)
    },
    async putBack(one) {
      seen.back.push(one.deliveryId)
    },
  }
  return { work, seen }
}

test('no more run at once than may, over all and on each channel', async () => {
  const { work, seen } = watched()
  const lanes = new Lanes(work, 6, 2)
  for (const channel of ['a', 'b', 'c', 'd']) lanes.add(orders(channel, 8))
  await lanes.below(1)
  assert.equal(seen.sent.length, 32)
  assert.equal(seen.onOne, 2)
  assert.equal(seen.most, 6)
})

test('on one channel they leave in the order in which they came', async () => {
  const { work, seen } = watched()
  const lanes = new Lanes(work, 8, 1)
  lanes.add(orders('a', 5))
  await lanes.below(1)
  assert.deepEqual(seen.sent, ['a0', 'a1', 'a2', 'a3', 'a4'])
})

test('a channel that asks for a pause gets back what waits for it; the others go on', async () => {
  const until = Temporal.Instant.from('2026-11-24T09:05:00Z')
  const { work, seen } = watched(({ deliveryId }) => ({
    pause: deliveryId === 'a0' ? until : null,
  }))
  const lanes = new Lanes(work, 8, 1)
  lanes.add([...orders('a', 4), ...orders('b', 3)])
  await lanes.below(1)
  assert.deepEqual(seen.back, ['a1', 'a2', 'a3'])
  assert.deepEqual(seen.sent.toSorted(), ['a0', 'b0', 'b1', 'b2'])
})

test('a pause holds for what was queued then, not for what is claimed later', async () => {
  const until = Temporal.Instant.from('2026-11-24T09:05:00Z')
  let pausing = true
  const { work, seen } = watched(() => ({ pause: pausing ? until : null }))
  const lanes = new Lanes(work, 8, 1)
  lanes.add(orders('a', 2))
  await lanes.below(1)
  pausing = false
  lanes.add([order('a', 'later')])
  await lanes.below(1)
  assert.deepEqual(seen.sent, ['a0', 'later'])
})

test('says which channels have enough to do', async () => {
  const { work } = watched(undefined, 20)
  const lanes = new Lanes(work, 4, 2)
  lanes.add([...orders('a', 12), ...orders('b', 3)])
  assert.deepEqual(lanes.busy, ['a'])
  await lanes.below(1)
  assert.deepEqual(lanes.busy, [])
  assert.equal(lanes.size, 0)
})

test('tells when there is room again', async () => {
  const { work, seen } = watched()
  const lanes = new Lanes(work, 1, 1)
  lanes.add(orders('a', 3))
  await lanes.below(2)
  assert.equal(seen.sent.length, 2)
  await lanes.below(1)
  assert.equal(seen.sent.length, 3)
})
