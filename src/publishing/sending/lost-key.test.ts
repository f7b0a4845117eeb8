import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { system } from '../../platform/caller.ts'
import { newsWorld } from '../fixtures-world.ts'
import { pump } from './pump.ts'

const { room, rows, approved, read } = await newsWorld()

test('a sign-in that no key opens holds the post and sends nothing', async () => {
  const post = await approved()
  const sending = { ...room.sending, keys: [randomBytes(32)] as const }
  await pump(sending, system(room.councilId, 'test'), () => false)
  assert.equal(room.fake.posts.length, 0)
  assert.equal((await read(post.id)).state.id, 'held')
  const [delivery] = await rows<{ state: string; claimed: string | null }>(
    'select state, claim_id as claimed from publishing.delivery',
  )
  assert.deepEqual(delivery, { state: 'held', claimed: null })
})
