import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { testDoor } from '../../test/support/door.ts'
import { command, done, query } from '../platform/action.ts'
import type { PersonCaller } from '../platform/caller.ts'
import { write } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { aCouncil, aPerson, inCouncil } from './fixtures.ts'
import { guard, secondFactorOwed } from './guard.ts'
import { channelsSeenBy, hasLevel, seesChannels, signedIn } from './permissions.ts'
import type { PeopleTables } from './tables.ts'

const { door, pool, councilId } = await testDoor({ guard })
await aCouncil(pool, { id: councilId })
const [channelA, channelB] = [newId(), newId()]
const channel = z.object({ channelId: z.uuid() })
const nothing = z.object({})

const publish = command({
  shape: { name: 'test.publish', summary: 'Publish', input: channel, reply: nothing },
  may: hasLevel('publisher', (input: { channelId: string }) => [input.channelId]),
  do: async (_at, { channelId }) =>
    done({}, { action: 'test.published', object: { kind: 'channel', id: channelId } }),
})
const open = query({
  shape: { name: 'test.open', summary: 'Open', input: channel, reply: nothing },
  may: seesChannels((input: { channelId: string }) => [input.channelId]),
  do: async () => ({}),
})
const list = query({
  shape: {
    name: 'test.list',
    summary: 'List',
    input: nothing,
    reply: z.union([z.literal('all'), z.array(z.string())]),
  },
  may: signedIn,
  do: async ({ db, caller }) => {
    const seen = await channelsSeenBy(db, caller)
    return seen === 'all' ? seen : [...seen]
  },
})

const person = (facts: Partial<Parameters<typeof aPerson>[1]> = {}) =>
  aPerson(pool, { councilId, ...facts })
const suspend = (from: PersonCaller, channelId: string | null) =>
  inCouncil(pool, councilId, (db) =>
    write<PeopleTables>(db)
      .insertInto('people.suspension')
      .values({
        id: newId(),
        council_id: councilId,
        person_id: from.personId,
        channel_id: channelId,
        reason: 'a reason',
        from_at: Temporal.Now.instant(),
        until_at: null,
        by_id: newId(),
      })
      .execute(),
  )
const refusals = async () => {
  const found = await inCouncil(pool, councilId, (db) =>
    write<{ 'ledger.entry': { action: string; object_id: string } }>(db)
      .selectFrom('ledger.entry')
      .select(['action', 'object_id'])
      .where('action', '=', 'attempt.refused')
      .execute(),
  )
  return found.map((entry) => entry.object_id)
}

test('a contributor on one channel neither publishes there nor opens another, and both are on record', async () => {
  const contributor = await person({ levels: { [channelA]: 'contributor' } })
  await assert.rejects(door.run(publish, contributor, { channelId: channelA }), {
    kind: 'not-allowed',
    clauses: ['dacorum:3.2.1.tier-1', 'dacorum:3.2.1.tier-3', 'dacorum:3.2.part-2'],
  })
  await assert.rejects(door.run(open, contributor, { channelId: channelB }), {
    kind: 'not-allowed',
  })
  assert.deepEqual((await refusals()).sort(), [channelA, channelB].sort())
  await door.run(open, contributor, { channelId: channelA })
})

test('the communications team does both as back-up', async () => {
  const team = await person({ roles: ['communications'] })
  await door.run(publish, team, { channelId: channelA })
  await door.run(open, team, { channelId: channelB })
  assert.equal(await door.run(list, team, {}), 'all')
})

test('a level includes those before it, and no channel named is no permission', async () => {
  const approver = await person({ levels: { [channelA]: 'approver' } })
  await door.run(publish, approver, { channelId: channelA })
  const nowhere = command({
    ...publish,
    may: hasLevel('contributor', () => []),
  })
  await assert.rejects(door.run(nowhere, approver, { channelId: channelA }), {
    kind: 'not-allowed',
  })
})

test('a level of another council counts for nothing here', async () => {
  const elsewhere = await aCouncil(pool)
  const stranger = await aPerson(pool, {
    councilId: elsewhere,
    levels: { [channelA]: 'administrator' },
  })
  const posing = { ...stranger, councilId }
  await assert.rejects(door.run(publish, posing, { channelId: channelA }), { kind: 'not-allowed' })
})

test('a suspension takes the channel away, also from full access, and leaves the others', async () => {
  const publisher = await person({ levels: { [channelA]: 'publisher', [channelB]: 'publisher' } })
  const team = await person({ roles: ['communications'] })
  for (const each of [publisher, team]) {
    await suspend(each, channelA)
    await assert.rejects(door.run(publish, each, { channelId: channelA }), /suspended/)
    await assert.rejects(door.run(open, each, { channelId: channelA }), /suspended/)
    await door.run(publish, each, { channelId: channelB })
  }
  assert.deepEqual(await door.run(list, publisher, {}), [channelB])
})

test('the auditor opens every channel and acts on none, even with a level given by mistake', async () => {
  const auditor = await person({ roles: ['auditor'], levels: { [channelA]: 'administrator' } })
  await door.run(open, auditor, { channelId: channelB })
  assert.equal(await door.run(list, auditor, {}), 'all')
  await assert.rejects(door.run(publish, auditor, { channelId: channelA }), /changes nothing/)
})

test('the permission alone refuses an auditor, should a door have no guard', async () => {
  const auditor = await person({ roles: ['auditor'], levels: { [channelA]: 'administrator' } })
  const { may } = publish
  await inCouncil(pool, councilId, (db) =>
    assert.rejects(async () => may.check({ db, caller: auditor }, { channelId: channelA }), {
      kind: 'not-allowed',
    }),
  )
})

test('a session that owes a second factor reaches nothing', async () => {
  const owing = { ...(await person()), roles: [secondFactorOwed], secondFactor: false }
  await assert.rejects(door.run(list, owing, {}), { kind: 'second-factor-needed' })
  await assert.rejects(door.run(publish, owing, { channelId: channelA }), {
    kind: 'second-factor-needed',
  })
})

test('in a lockdown only the crisis team acts, and everyone may still look', async () => {
  const publisher = await person({ levels: { [channelA]: 'publisher' } })
  const crisis = await person({
    roles: ['author', 'crisis-team'],
    levels: { [channelA]: 'publisher' },
  })
  const team = await person({ roles: ['communications'] })
  await inCouncil(pool, councilId, (db) =>
    write<PeopleTables>(db)
      .insertInto('people.lockdown')
      .values({
        id: newId(),
        council_id: councilId,
        reason: 'A flood',
        from_at: Temporal.Now.instant(),
        until_at: null,
        by_id: crisis.personId,
      })
      .execute(),
  )
  await door.run(publish, crisis, { channelId: channelA })
  await assert.rejects(door.run(publish, publisher, { channelId: channelA }), /crisis team/)
  await assert.rejects(door.run(publish, team, { channelId: channelA }), /crisis team/)
  await door.run(open, publisher, { channelId: channelA })
})

test('drafts are written on in a lockdown', async () => {
  const draft = command({ ...publish, may: hasLevel('contributor', () => [channelA]) })
  const author = await person({ levels: { [channelA]: 'contributor' } })
  await door.run(draft, author, { channelId: channelA })
})
