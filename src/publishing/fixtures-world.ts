import assert from 'node:assert/strict'
import { after } from 'node:test'
import { testDoor } from '../../test/support/door.ts'
import { entryBook } from '../people/fixtures-entries.ts'
import { asSuperuser } from '../people/fixtures-superuser.ts'
import { guard } from '../people/index.ts'
import type { Caller } from '../platform/caller.ts'
import { Refusal } from '../platform/refusal.ts'
import { readPost } from './actions/read-post.ts'
import {
  aDraft,
  aNewsroom,
  anApproved,
  aSubmitted,
  type NewsroomParts,
  type Written,
} from './fixtures.ts'
import { subscribePublishing } from './subscriptions.ts'

subscribePublishing()

/** For tests of actions: a newsroom behind a door, on a clock that stands still until it is moved. */
export async function newsWorld(parts: Partial<NewsroomParts> = {}) {
  const { committed, ...book } = entryBook()
  const world = await testDoor({ guard, committed })
  const room = await aNewsroom({ ...world, ...parts })
  after(() => room.fake.close())
  const { door } = world
  const url = world.database.superuserUrl
  const rows = <R extends object>(sql: string, values: unknown[] = []) =>
    asSuperuser<R>(url, sql, values)
  return {
    ...world,
    ...book,
    room,
    rows,
    draft: (written: Partial<Written> = {}) => aDraft(door, room, { by: room.author, ...written }),
    submitted: (written: Partial<Written> = {}) =>
      aSubmitted(door, room, { by: room.author, ...written }),
    approved: (written: Partial<Written> = {}) => anApproved(door, room, written),
    /** Written, approved and sent. */
    async sent(written: Partial<Written> = {}) {
      const post = await anApproved(door, room, written)
      await room.pump()
      return door.run(readPost, room.communications, { postId: post.id })
    },
    read: (postId: string, by: Caller = room.communications) => door.run(readPost, by, { postId }),
    texts: () => room.fake.posts.filter((post) => !post.removed).map((post) => post.text),
  }
}

/** The refusal with which something ends; anything else fails the test. */
export async function refusalOf(running: Promise<unknown>): Promise<Refusal> {
  try {
    await running
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  return assert.fail('Nothing was refused.')
}
