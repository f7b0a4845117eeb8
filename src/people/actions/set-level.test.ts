import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../platform/id.ts'
import { peopleWorld } from '../fixtures-world.ts'
import { setLevel } from './set-level.ts'
import { suspend } from './suspend.ts'

const world = await peopleWorld()
const { door, withRole, person } = world
const [channelA, channelB] = [newId(), newId()]
const team = await withRole('communications')
const set = (by: typeof team, personId: string, channelId: string, level: string | null) =>
  door.run(setLevel, by, { personId, channelId, level })

test('gives a level, changes it and takes it away', async () => {
  const author = await person()
  const given = await set(team, author.personId, channelA, 'publisher')
  assert.deepEqual(given.levels, [{ channelId: channelA, level: 'publisher' }])
  await set(team, author.personId, channelA, 'contributor')
  assert.partialDeepStrictEqual(world.lastEntry(author.personId), {
    details: { channelId: channelA, before: 'publisher', level: 'contributor' },
  })
  const taken = await set(team, author.personId, channelA, null)
  assert.deepEqual(taken.levels, [])
  assert.partialDeepStrictEqual(world.lastEntry(author.personId), {
    action: 'person.level-taken',
  })
})

test('the administrator of a channel gives levels there and nowhere else', async () => {
  const owner = await person({ levels: { [channelA]: 'administrator', [channelB]: 'approver' } })
  const author = await person()
  await set(owner, author.personId, channelA, 'approver')
  await assert.rejects(set(owner, author.personId, channelB, 'contributor'), /not this one/)
})

test('nobody sets their own level, and an approver sets none', async () => {
  await assert.rejects(set(team, team.personId, channelA, 'administrator'), /their own level/)
  const approver = await person({ levels: { [channelA]: 'approver' } })
  await assert.rejects(set(approver, (await person()).personId, channelA, 'contributor'), {
    kind: 'not-allowed',
  })
})

test('whoever is suspended from a channel gives nobody a level there', async () => {
  const [one, other] = [await person(), await person()]
  const owner = await person({
    levels: { [channelA]: 'administrator', [channelB]: 'administrator' },
  })
  const boss = await withRole('administrator')
  const helper = await withRole('communications')
  for (const kept of [owner, helper])
    await door.run(suspend, boss, {
      ...{ personId: kept.personId, channelIds: [channelA], reason: 'For this test.' },
    })
  for (const kept of [owner, helper]) {
    await assert.rejects(set(kept, one.personId, channelA, 'publisher'), /You are suspended/)
    await set(kept, one.personId, channelB, kept === owner ? 'publisher' : 'approver')
  }
  await set(boss, other.personId, channelA, 'publisher')
})

test('an auditor gets no level', async () => {
  const auditor = await withRole('auditor')
  await assert.rejects(set(team, auditor.personId, channelA, 'contributor'), /Internal Audit/)
})

test('writes nothing in the ledger when nothing changes', async () => {
  const author = await person({ levels: { [channelA]: 'publisher' } })
  await set(team, author.personId, channelA, 'publisher')
  assert.equal(world.lastEntry(author.personId), undefined)
})
