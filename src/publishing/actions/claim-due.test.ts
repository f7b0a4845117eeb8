import assert from 'node:assert/strict'
import { test } from 'node:test'
import { declareLockdown } from '../../people/actions/declare-lockdown.ts'
import { endLockdown } from '../../people/actions/end-lockdown.ts'
import { setLevel } from '../../people/actions/set-level.ts'
import { aPerson } from '../../people/fixtures.ts'
import type { Action } from '../../platform/action.ts'
import { system } from '../../platform/caller.ts'
import { policyRoutes } from '../../policy/index.ts'
import type { When } from '../contract.ts'
import { newsWorld, refusalOf } from '../fixtures-world.ts'
import { approvePost } from './approve-post.ts'
import { claimDue } from './claim-due.ts'
import { releasePost } from './release-post.ts'

const world = await newsWorld()
const { door, pool, room, clock, approved, submitted, read, rows } = world
const caller = system(room.councilId, 'publishing.pump')
const terms = { most: 100, busy: [], lease: 120_000, late: 3_600_000 }
const claim = (more: object = {}) => door.run(claimDue, caller, { ...terms, ...more })
const at = (local: string): When => ({ kind: 'at', local, zone: 'Europe/London' })
const heldSays = async (postId: string) => (await read(postId)).deliveries[0]?.held?.says ?? ''

/** Takes back what earlier tests left waiting. */
const clear = () =>
  rows(`update publishing.delivery set state = 'withdrawn', claim_id = null, lease_until = null,
    next_at = null where state in ('due', 'claimed', 'held')`)

test('what is due is taken once, with everything that it takes to hand it over', async () => {
  const post = await approved({ text: ['One', 'Two'] })
  const { orders } = await claim()
  assert.equal(orders.length, 1)
  assert.partialDeepStrictEqual(orders[0], {
    postId: post.id,
    position: 0,
    kind: 'post',
    text: 'One',
    language: 'en',
    visibility: 'public',
    network: 'mastodon',
    replyTo: null,
  })
  assert.deepEqual((await claim()).orders, [])
  await clear()
})

test('two workers that ask in the same moment never get the same delivery', async () => {
  for (let index = 0; index < 6; index += 1) await approved({ text: `For two workers ${index}` })
  const both = await Promise.all([claim(), claim(), claim({ most: 3 })])
  const ids = both.flatMap(({ orders }) => orders.map((order) => order.deliveryId))
  assert.equal(ids.length, 6)
  assert.equal(new Set(ids).size, 6)
  await clear()
})

test('takes nothing from channels that have enough to do, and no more than was asked', async () => {
  await approved({ text: 'Busy' })
  await approved({ text: 'Busy too' })
  assert.equal((await claim({ busy: [room.channelId] })).orders.length, 0)
  assert.equal((await claim({ most: 1 })).orders.length, 1)
  await clear()
})

test('the gate looks again: whoever let it go has lost the level since, so it is held', async () => {
  const approver = await room.person('Loses the level', 'approver')
  const post = await submitted({ when: at('2026-11-24T10:00') })
  await door.run(approvePost, approver, { postId: post.id, versionId: post.version.id })
  await door.run(setLevel, room.administrator, {
    personId: approver.personId,
    channelId: room.channelId,
    level: 'contributor',
  })
  clock.set('2026-11-24T10:00:00Z')
  assert.deepEqual(await claim().then(({ orders, held }) => [orders.length, held]), [0, 1])
  assert.match(await heldSays(post.id), /no longer a publisher/)
  const verdicts = await rows<{ action: string; outcome: string }>(
    'select action, outcome from publishing.verdict where post_id = $1 order by id',
    [post.id],
  )
  assert.deepEqual(verdicts.at(-1), { action: 'post.send', outcome: 'refused' })
  await clear()
})

test('a rule that became stricter since stops the post', async () => {
  const post = await approved({ text: 'Ring 01632 960100', when: at('2026-11-24T11:00') }).catch(
    () => null,
  )
  // The number is the council's own until it is taken off the list.
  assert.equal(post, null)
  const contact = policyRoutes['PUT /policy/contact-details'] as unknown as Action
  const phones = (list: string[]) =>
    door.run(contact, room.administrator, {
      mailDomains: [],
      serviceMailboxes: [],
      emails: [],
      phones: list,
      addresses: [],
    })
  await phones(['01632 960100'])
  const passed = await approved({ text: 'Ring 01632 960100', when: at('2026-11-24T11:00') })
  assert.equal(passed.state.id, 'scheduled')
  await phones([])
  clock.set('2026-11-24T11:00:00Z')
  await claim()
  assert.match(await heldSays(passed.id), /phone number/)
  await clear()
})

test('in a lockdown nothing leaves but what the crisis team lets go', async () => {
  const team = await aPerson(pool, {
    councilId: room.councilId,
    roles: ['communications', 'crisis-team'],
  })
  const post = await approved({ text: 'Before the crisis', when: at('2026-11-24T12:00') })
  await door.run(declareLockdown, room.administrator, { reason: 'A flood.' })
  clock.set('2026-11-24T12:00:00Z')
  assert.equal((await claim()).orders.length, 0)
  assert.match(await heldSays(post.id), /locked down/)
  const release = {
    postId: post.id,
    when: { kind: 'as-soon-as-approved' as const },
    reason: 'People have to know this.',
  }
  assert.equal((await refusalOf(door.run(releasePost, room.author, release))).status, 403)
  assert.equal((await read(post.id, room.author)).may.includes('release'), false)
  await door.run(releasePost, team, release)
  assert.equal((await claim()).orders.length, 1)
  await door.run(endLockdown, room.administrator, { reason: 'The flood is over.' })
  await clear()
})

test('what a worker had taken when the lockdown came goes back to the gate', async () => {
  const post = await approved({ text: 'Taken already' })
  assert.equal((await claim()).orders.length, 1)
  await door.run(declareLockdown, room.administrator, { reason: 'Another flood.' })
  assert.equal((await read(post.id)).deliveries[0]?.state.id, 'due')
  assert.equal((await claim()).orders.length, 0)
  assert.equal((await read(post.id)).state.id, 'held')
  await door.run(endLockdown, room.administrator, { reason: 'It is over.' })
  await clear()
})

test('writing goes on in a lockdown: what someone typed is not lost to a crisis', async () => {
  await door.run(declareLockdown, room.administrator, { reason: 'A third flood.' })
  const post = await world.draft({ text: 'Written in the crisis' })
  assert.deepEqual(post.may, ['save', 'discard'])
  await door.run(endLockdown, room.administrator, { reason: 'It is over.' })
})

test('a machine that stood still does not send yesterday’s news', async () => {
  const post = await approved({ text: 'Yesterday', when: at('2026-11-24T13:00') })
  clock.set('2026-11-24T14:00:01Z')
  assert.deepEqual(await claim().then(({ orders, held }) => [orders.length, held]), [0, 1])
  assert.match(await heldSays(post.id), /more than an hour ago/)
  await clear()
})

test('limits that the network tightened since hold the post', async () => {
  const post = await approved({ text: 'a'.repeat(300), when: at('2026-11-24T15:00') })
  await rows(
    `update channels.channel set limits = jsonb_set(limits, '{text,max}', '200') where id = $1`,
    [room.channelId],
  )
  clock.set('2026-11-24T15:00:00Z')
  await claim()
  assert.match(await heldSays(post.id), /too long for council by 100/)
  await rows(
    `update channels.channel set limits = jsonb_set(limits, '{text,max}', '500') where id = $1`,
    [room.channelId],
  )
  await clear()
})

test('the rest of a thread is not taken before what stands before it has arrived', async () => {
  await approved({ text: ['Head', 'Middle', 'Tail'] })
  const { orders } = await claim()
  assert.deepEqual(
    orders.map((order) => order.text),
    ['Head'],
  )
  assert.equal((await claim()).orders.length, 0)
  await clear()
})

test('only the machine claims', async () => {
  assert.equal((await refusalOf(door.run(claimDue, room.administrator, terms))).status, 403)
})
