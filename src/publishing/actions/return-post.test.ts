import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newsWorld, refusalOf } from '../fixtures-world.ts'
import { returnPost } from './return-post.ts'

const { door, room, submitted, read, lastEntry } = await newsWorld()
const reason = 'The opening hours are those of last year.'

test('goes back to its author with the reason, which stays out of the ledger', async () => {
  const post = await submitted()
  const after = await door.run(returnPost, room.approver, {
    postId: post.id,
    versionId: post.version.id,
    reason,
  })
  assert.equal(after.state.id, 'returned')
  assert.partialDeepStrictEqual(after.decisions.at(-1), { kind: 'returned', reason })
  assert.ok(after.story.some((line) => line.kind === 'returned' && line.sentence === reason))
  assert.doesNotMatch(JSON.stringify(lastEntry(post.id)), /opening hours/)
  assert.ok((await read(post.id, room.author)).may.includes('save'))
})

test('needs a reason, a level and a post that waits', async () => {
  const post = await submitted()
  const exact = { postId: post.id, versionId: post.version.id }
  const run = (by: typeof room.author, words: string) =>
    refusalOf(door.run(returnPost, by, { ...exact, reason: words }))
  assert.equal((await run(room.approver, ' ')).status, 422)
  assert.equal((await run(room.contributor, reason)).status, 403)
  await door.run(returnPost, room.approver, { ...exact, reason })
  assert.equal((await run(room.approver, reason)).status, 409)
})
