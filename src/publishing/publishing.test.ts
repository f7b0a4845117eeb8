import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { testDoor } from '../../test/support/door.ts'
import { readPost } from './actions/read-post.ts'
import { aNewsroom, anApproved, aSubmitted } from './fixtures.ts'

const { door, pool, clock } = await testDoor()
const room = await aNewsroom({ door, pool, clock })
after(() => room.fake.close())

test('a post is written, checked, approved and sent, once', async () => {
  const submitted = await aSubmitted(door, room, { by: room.author })
  assert.equal(submitted.state.id, 'submitted')
  const approved = await anApproved(door, room, { text: 'The museum is free on Sunday.' })
  assert.equal(approved.state.id, 'scheduled')
  await room.pump()
  const sent = await door.run(readPost, room.author, { postId: approved.id })
  assert.equal(sent.state.id, 'sent')
  assert.equal(sent.live, true)
  assert.deepEqual(
    room.fake.posts.map((post) => post.text),
    ['The museum is free on Sunday.'],
  )
  console.log(sent.story.map((l) => `${l.kind}: ${l.sentence} ${l.who?.name ?? ''}`).join('\n'))
})
