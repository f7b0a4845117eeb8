import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { FakeCall, Fault } from '../networks/mastodon/fake-faults.ts'
import { inCouncil } from '../people/fixtures.ts'
import { checkChannel } from './actions/check-channel.ts'
import { newsOf } from './fixtures-news.ts'
import { channelsWorld, refusalOf } from './fixtures-world.ts'
import { noteFailure } from './note-failure.ts'

const world = await channelsWorld()
const { door, pool, councilId, fake, clock, read, connected, job, jobs, round, communications } =
  world
const heard = newsOf()
const faults = (on: FakeCall, ...script: (Fault | null)[]) => fake.plan({ on: [on], script })
const check = (channelId: string) => job('channels.check', { channelId })

test('a look finds the account, its rights and its limits, with the time', async () => {
  const channelId = await connected('looked-at', { limits: null })
  const asked = await door.run(checkChannel, communications, { channelId })
  assert.equal(asked.connection.id, 'checking')
  assert.equal(asked.ready, true, 'what was known still counts meanwhile')
  await check(channelId)
  const view = await read(channelId)
  assert.equal(view.connection.id, 'connected')
  assert.equal(view.checkedAt, clock.now().toString())
  assert.equal(view.limits?.told, true)
  assert.match(view.account?.handle ?? '', /@looked-at@/)
})

test('a network that stumbles keeps the channel connected, and its own words are kept', async () => {
  const channelId = await connected('stumbles')
  for (const fault of [
    'error-before',
    'hang-before',
    'reset-before',
    'too-many',
    'garbage-after',
  ] as const) {
    // A read is asked three times before it is given up.
    faults('check', fault, fault, fault)
    await check(channelId)
    const view = await read(channelId)
    assert.equal(view.connection.id, 'connected', fault)
    assert.notEqual(view.fault, null, fault)
  }
  const later = (await jobs('channels.check')).filter(
    ({ payload }) => payload.channelId === channelId,
  )
  assert.ok(later.length > 0, 'it is looked at again soon')
  faults('check')
  await check(channelId)
  assert.equal((await read(channelId)).fault, null)
})

test('looking again ends after some tries', async () => {
  const channelId = await connected('tired')
  faults('check', 'error-before')
  const before = (await jobs('channels.check')).length
  await job('channels.check', { channelId, tries: 5 })
  assert.equal((await jobs('channels.check')).length, before)
})

test('a revoked sign-in signs the channel out, and everyone who sends hears of it', async () => {
  const channelId = await connected('revoked')
  faults('check', 'signed-out')
  await check(channelId)
  const view = await read(channelId)
  assert.equal(view.connection.id, 'signed-out')
  assert.equal(view.ready, false)
  assert.ok(view.may.includes('reconnect'))
  assert.match(view.fault?.says ?? '', /connects the channel again/)
  assert.deepEqual(heard.findLast((news) => news.channelId === channelId)?.ready, false)
})

test('a right that was withdrawn is told from a revoked sign-in, by code', async () => {
  const channelId = await connected('withdrawn')
  faults('check', 'forbidden')
  await check(channelId)
  assert.equal((await read(channelId)).connection.id, 'missing-right')
})

test('a token that speaks for another account now is no sign-in of this channel', async () => {
  const channelId = await connected('ours')
  await check(channelId)
  const token = fake.state.tokens.keys().toArray().at(-1) ?? ''
  const held = fake.state.tokens.get(token)
  if (held) fake.state.tokens.set(token, { ...held, account: 'theirs' })
  await check(channelId)
  const view = await read(channelId)
  assert.equal(view.connection.id, 'signed-out')
  assert.match(view.account?.handle ?? '', /@ours@/)
})

test('a connection that was mended is connected again after the next look', async () => {
  const channelId = await connected('mended', { connection: 'signed-out' })
  faults('check')
  await check(channelId)
  assert.equal((await read(channelId)).connection.id, 'connected')
  assert.equal(heard.findLast((news) => news.channelId === channelId)?.ready, true)
})

test('every day each connected channel is looked at once', async () => {
  const channelId = await connected('daily')
  const idle = await world.channel()
  await round()
  const asked = (await jobs('channels.check')).map(({ payload }) => payload.channelId)
  assert.ok(asked.includes(channelId))
  assert.ok(!asked.includes(idle))
  await check(channelId)
  clock.advance({ hours: 1 })
  await round()
  assert.equal((await read(channelId)).connection.id, 'connected')
  clock.advance({ hours: 24 })
  await round()
  assert.equal((await read(channelId)).connection.id, 'checking')
})

test('what publishing meets counts like a look: faults change nothing, a revoked sign-in does', async () => {
  const channelId = await connected('met')
  const note = (kind: 'no-answer' | 'refused' | 'signed-out') =>
    inCouncil(pool, councilId, (db) =>
      noteFailure({ db, now: clock.now() }, channelId, { kind, code: '401', words: 'revoked' }),
    )
  await note('no-answer')
  await note('refused')
  assert.equal((await read(channelId)).connection.id, 'connected')
  await note('signed-out')
  assert.equal((await read(channelId)).connection.id, 'signed-out')
})

test('nothing is checked where nothing is connected', async () => {
  const channelId = await world.channel()
  assert.equal((await refusalOf(door.run(checkChannel, communications, { channelId }))).status, 409)
  await check(channelId)
})
