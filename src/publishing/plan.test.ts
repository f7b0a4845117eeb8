import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../platform/id.ts'
import { words } from './fixtures.ts'
import { itemHash, type LiveItem, planFor } from './plan.ts'

const [one, two] = [newId(), newId()]
const dueAt = Temporal.Instant.from('2026-11-24T09:00:00Z')
const plan = (texts: string | string[], live: readonly LiveItem[] = [], ids = [one]) =>
  planFor({ postId: newId(), versionId: newId(), content: words(texts, ids), dueAt }, live).map(
    ({ channel_id, position, kind, target_id }) => [channel_id, position, kind, target_id],
  )
const live = (texts: string[], channelId = one): LiveItem[] =>
  texts.map((_, position) => ({
    channelId,
    position,
    remoteId: `r${position}`,
    itemHash: itemHash(words(texts, [channelId]), channelId, position),
  }))

test('a new post is one delivery for each item on each channel', () => {
  assert.deepEqual(plan(['a', 'b'], [], [one, two]), [
    [one, 0, 'post', null],
    [one, 1, 'post', null],
    [two, 0, 'post', null],
    [two, 1, 'post', null],
  ])
})

test('a correction edits what differs and leaves the rest alone', () => {
  assert.deepEqual(plan(['a', 'new'], live(['a', 'b'])), [[one, 1, 'edit', 'r1']])
})

test('a thread that grows is continued; one that shrinks loses its end', () => {
  assert.deepEqual(plan(['a', 'b', 'c'], live(['a', 'b'])), [[one, 2, 'post', null]])
  assert.deepEqual(plan(['a'], live(['a', 'b'])), [[one, 1, 'delete', 'r1']])
})

test('a correction that changes nothing plans nothing', () => {
  assert.deepEqual(plan(['a', 'b'], live(['a', 'b'])), [])
})

test('where a post never arrived a correction is simply posted', () => {
  assert.deepEqual(plan('new', live(['a']), [one, two]), [
    [one, 0, 'edit', 'r0'],
    [two, 0, 'post', null],
  ])
})

test('language, visibility and warning belong to what an item says', () => {
  const plain = words('a', [one])
  const hashes = [
    itemHash(plain, one, 0),
    itemHash({ ...plain, language: 'cy' }, one, 0),
    itemHash({ ...plain, contentWarning: 'flooding' }, one, 0),
    itemHash({ ...plain, visibility: 'unlisted' }, one, 0),
  ]
  assert.equal(new Set(hashes).size, 4)
})
