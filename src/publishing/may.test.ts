import assert from 'node:assert/strict'
import { test } from 'node:test'
import { declareLockdown } from '../people/actions/declare-lockdown.ts'
import { suspend } from '../people/actions/suspend.ts'
import { aPerson, inCouncil } from '../people/fixtures.ts'
import { guard } from '../people/index.ts'
import type { Caller } from '../platform/caller.ts'
import { createDoor } from '../platform/door.ts'
import { Refusal } from '../platform/refusal.ts'
import { approvePost } from './actions/approve-post.ts'
import { clearPost } from './actions/clear-post.ts'
import { discardPost } from './actions/discard-post.ts'
import { readPost } from './actions/read-post.ts'
import { releasePost } from './actions/release-post.ts'
import { removePost } from './actions/remove-post.ts'
import { returnPost } from './actions/return-post.ts'
import { savePost } from './actions/save-post.ts'
import { schedulePost } from './actions/schedule-post.ts'
import { submitPost } from './actions/submit-post.ts'
import { withdrawPost } from './actions/withdraw-post.ts'
import type { PostMay, PostView, When } from './contract.ts'
import { attested, soon, words } from './fixtures.ts'
import { newsWorld } from './fixtures-world.ts'
import { hold } from './hold.ts'

/** What a screen offers is what the server allows, for everyone and in every state. */
const world = await newsWorld()
const { door, pool, clock, room, draft, submitted, approved, sent } = world

class WouldBeDone extends Error {}

/** A door behind which every change is undone at the last moment. */
const dry = createDoor({
  pool,
  clock,
  guard,
  append: async (_db, _at, [entry]) => {
    if (entry?.action !== 'attempt.refused') throw new WouldBeDone()
  },
})

const reason = 'A reason that is long enough.'
const tries: Record<PostMay, (post: PostView, by: Caller) => Promise<unknown>> = {
  save: (post, by) =>
    dry.run(savePost, by, {
      postId: post.id,
      basedOn: post.version.id,
      content: words('Other words', [room.channelId]),
    }),
  submit: (post, by) =>
    dry.run(submitPost, by, { ...exact(post), attestation: attested, when: soon }),
  approve: (post, by) => dry.run(approvePost, by, exact(post)),
  return: (post, by) => dry.run(returnPost, by, { ...exact(post), reason }),
  clear: (post, by) => dry.run(clearPost, by, { ...exact(post), reason }),
  schedule: (post, by) => dry.run(schedulePost, by, { ...exact(post), when: soon }),
  withdraw: (post, by) => dry.run(withdrawPost, by, { postId: post.id, reason }),
  discard: (post, by) => dry.run(discardPost, by, { postId: post.id, reason }),
  release: (post, by) => dry.run(releasePost, by, { postId: post.id, when: soon, reason }),
  remove: (post, by) => dry.run(removePost, by, { postId: post.id, reason }),
}
const exact = (post: PostView) => ({ postId: post.id, versionId: post.version.id })

async function isAllowed(running: Promise<unknown>): Promise<boolean> {
  try {
    await running
    return true
  } catch (error) {
    if (error instanceof WouldBeDone) return true
    if (error instanceof Refusal) return false
    throw error
  }
}

const later: When = { kind: 'at', local: '2026-11-26T09:00', zone: 'Europe/London' }

async function everyState(): Promise<PostView[]> {
  const returned = await submitted({ text: 'To be returned' })
  const withdrawn = await submitted({ text: 'To be withdrawn' })
  const late = await submitted({
    text: 'Approved too late',
    when: { kind: 'at', local: '2026-11-24T09:01', zone: 'Europe/London' },
  })
  clock.set('2026-11-24T09:02:00Z')
  await door.run(approvePost, room.approver, exact(late))
  const removed = await sent({ text: 'To be removed' })
  await door.run(removePost, room.author, { postId: removed.id, reason })
  room.fake.plan({ on: ['post'], script: ['unprocessable', 'hang-before'] })
  const refused = await approved({ text: 'Refused' })
  const unconfirmed = await approved({ text: 'Unconfirmed' })
  await room.pump()
  const held = await approved({ text: 'Held', when: later })
  await inCouncil(pool, room.councilId, (db) =>
    hold({ db, now: clock.now() }, 'all', { says: 'Something happened.', clauses: [] }),
  )
  const discarded = await draft({ text: 'Discarded' })
  await door.run(discardPost, room.author, { postId: discarded.id })
  await door.run(returnPost, room.approver, { ...exact(returned), reason })
  await door.run(withdrawPost, room.author, { postId: withdrawn.id })
  const live = await sent({ text: 'Sent' })
  const corrected = await sent({ text: 'To be corrected' })
  await door.run(savePost, room.author, {
    postId: corrected.id,
    basedOn: corrected.version.id,
    content: words('Corrected', [room.channelId]),
  })
  const posts = [returned, withdrawn, late, removed, refused, unconfirmed, held, discarded]
  posts.push(
    await draft({ channelIds: [] }),
    await draft(),
    await submitted(),
    await approved({ when: later }),
    live,
    corrected,
  )
  return Promise.all(posts.map((post) => world.read(post.id)))
}

type People = readonly (readonly [string, Caller])[]

async function everyone(): Promise<People> {
  const suspended = await room.person('Suspended', 'publisher')
  await door.run(suspend, room.administrator, {
    personId: suspended.personId,
    channelIds: [room.channelId],
    reason,
  })
  const { councilId } = room
  const roles = ['communications', 'crisis-team'] as const
  return [
    ['author', room.author],
    ['contributor', room.contributor],
    ['approver', room.approver],
    ['communications', room.communications],
    ['crisis team', await aPerson(pool, { councilId, roles })],
    ['outsider', await room.person('Outsider', 'approver', [await room.channel('other')])],
    ['auditor', await aPerson(pool, { councilId, roles: ['auditor'] })],
    ['suspended', suspended],
  ]
}

const posts = await everyState()
const people = await everyone()

/** Where the two differ, and what was offered to anyone at all. */
async function compare() {
  const differences: string[] = []
  const offers = new Set<string>()
  for (const post of posts) {
    for (const [name, by] of people) {
      const seen = await dry.run(readPost, by, { postId: post.id }).catch(() => null)
      for (const verb of Object.keys(tries) as PostMay[]) {
        const offered = seen?.may.includes(verb) ?? false
        const allowed = await isAllowed(tries[verb](post, by))
        if (offered) offers.add(verb)
        if (offered !== allowed)
          differences.push(`${name} ${verb} ${post.state.word}: ${offered} but ${allowed}`)
      }
    }
  }
  return { differences, offers: [...offers].sort() }
}

test('in every state everyone is offered exactly what the server allows', async () => {
  assert.equal(new Set(posts.map((post) => post.state.id)).size, 12)
  const { differences, offers } = await compare()
  assert.deepEqual(differences, [])
  assert.deepEqual(offers, Object.keys(tries).sort())
})

test('in a lockdown as well', async () => {
  await door.run(declareLockdown, room.administrator, { reason })
  assert.deepEqual((await compare()).differences, [])
})
