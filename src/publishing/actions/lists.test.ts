import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aPerson } from '../../people/fixtures.ts'
import { nobody } from '../../platform/caller.ts'
import type { When } from '../contract.ts'
import { newsWorld, refusalOf } from '../fixtures-world.ts'
import { approvePost } from './approve-post.ts'
import { listApprovals } from './list-approvals.ts'
import { listPosts } from './list-posts.ts'
import { readCalendar } from './read-calendar.ts'
import { readToday } from './read-today.ts'
import { readVersion } from './read-version.ts'
import { resolveTime } from './resolve-time.ts'

const world = await newsWorld()
const { door, pool, room, draft, submitted, approved, sent, read } = world
const at = (local: string): When => ({ kind: 'at', local, zone: 'Europe/London' })
const other = await room.channel('other')
const outsider = await room.person('Outsider', 'approver', [other])
const auditor = await aPerson(pool, { councilId: room.councilId, roles: ['auditor'] })
const texts = (cards: readonly { excerpt: string }[]) => cards.map((card) => card.excerpt)

const one = await draft({ text: 'A draft about libraries' })
const two = await submitted({ text: 'Waiting for someone', when: at('2026-11-26T09:00') })
const three = await approved({ text: 'Planned for Wednesday', when: at('2026-11-25T09:00') })
const four = await sent({ text: 'Gone out' })
const hidden = await draft({ by: outsider, text: 'On another channel', channelIds: [other] })

test('a list holds what one may see, newest change first, and nothing else', async () => {
  const { posts, may } = await door.run(listPosts, room.author, {})
  assert.deepEqual(texts(posts).toSorted(), [
    'A draft about libraries',
    'Gone out',
    'Planned for Wednesday',
    'Waiting for someone',
  ])
  assert.deepEqual(may, ['create'])
  assert.deepEqual(texts((await door.run(listPosts, outsider, {})).posts), ['On another channel'])
})

test('the filter stands in the search as well', async () => {
  const search = (by: typeof room.author) =>
    door.run(listPosts, by, { search: 'another channel' }).then(({ posts }) => posts.length)
  assert.equal(await search(room.author), 0)
  assert.equal(await search(outsider), 1)
  const byId = await door.run(listPosts, room.author, { channelId: other })
  assert.deepEqual(byId.posts, [])
})

test('the post of another channel, and its versions, are refused, and that is on record', async () => {
  assert.equal((await refusalOf(read(hidden.id, room.author))).status, 403)
  const version = { postId: hidden.id, versionId: hidden.version.id }
  assert.equal((await refusalOf(door.run(readVersion, room.author, version))).status, 403)
  assert.ok(world.entries(hidden.id).some((entry) => entry.action === 'attempt.refused'))
  // A version is not reached by way of a post that one may see.
  const crossed = { postId: one.id, versionId: hidden.version.id }
  assert.equal((await refusalOf(door.run(readVersion, room.author, crossed))).status, 404)
})

test('filters by state, channel, author and words', async () => {
  const list = async (input: object) =>
    texts((await door.run(listPosts, room.communications, input)).posts)
  assert.deepEqual(await list({ state: 'draft', channelId: room.channelId }), [
    'A draft about libraries',
  ])
  assert.deepEqual(await list({ authorId: outsider.personId }), ['On another channel'])
  assert.deepEqual(await list({ search: 'LIBRARIES' }), ['A draft about libraries'])
  assert.deepEqual(await list({ search: '100%_' }), [])
})

test('pages follow one another without gaps or repeats', async () => {
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await door.run(listPosts, room.communications, {
      most: 2,
      ...(after && { after }),
    })
    seen.push(...page.posts.map((post) => post.id))
    after = page.next ?? undefined
  } while (after !== undefined)
  assert.equal(seen.length, 5)
  assert.equal(new Set(seen).size, 5)
})

test('an auditor sees everything and is offered nothing', async () => {
  const { posts, may } = await door.run(listPosts, auditor, {})
  assert.equal(posts.length, 5)
  assert.deepEqual(may, [])
  assert.ok(posts.every((post) => post.may.length === 0))
})

test('the approvals of an approver are hers; the author sees the same post with why not', async () => {
  const mine = await door.run(listApprovals, room.approver, {})
  assert.deepEqual(texts(mine.mine), ['Waiting for someone'])
  const authors = await door.run(listApprovals, room.author, {})
  assert.deepEqual(authors.mine, [])
  assert.match(authors.others[0]?.why ?? '', /You wrote this post/)
})

test('the calendar shows a post when it leaves or left', async () => {
  const month = { from: '2026-11-01T00:00:00Z', to: '2026-12-01T00:00:00Z' }
  const { posts, cut } = await door.run(readCalendar, room.author, month)
  assert.equal(cut, false)
  const when = new Map(posts.map((post) => [post.id, post.at]))
  assert.equal(when.get(two.id), '2026-11-26T09:00:00Z')
  assert.equal(when.get(three.id), '2026-11-25T09:00:00Z')
  assert.equal(when.get(four.id), '2026-11-24T09:00:00Z')
  assert.equal(when.has(one.id), false)
  const day = { from: '2026-11-25T00:00:00Z', to: '2026-11-26T00:00:00Z' }
  assert.deepEqual(texts((await door.run(readCalendar, room.author, day)).posts), [
    'Planned for Wednesday',
  ])
})

test('Today holds what waits for me, what goes out next and what went out', async () => {
  const approver = await door.run(readToday, room.approver, {})
  assert.deepEqual(texts(approver.waits.approvals), ['Waiting for someone'])
  assert.deepEqual(texts(approver.next), ['Planned for Wednesday'])
  assert.deepEqual(texts(approver.recent), ['Gone out'])
  const author = await door.run(readToday, room.author, {})
  assert.deepEqual(author.waits.approvals, [])
  assert.deepEqual(texts(author.waits.drafts), ['A draft about libraries'])
  assert.deepEqual((await door.run(readToday, outsider, {})).next, [])
})

test('the story of a post names everyone, in the order in which it happened', async () => {
  const post = await submitted({ by: room.contributor, text: 'With a story' })
  await door.run(approvePost, room.approver, { postId: post.id, versionId: post.version.id })
  await room.pump()
  const { story, ledger } = await read(post.id)
  const told = story.filter((line) => line.kind !== 'judged')
  assert.deepEqual(
    told.map((line) => [line.kind, line.who?.name ?? 'Crier']),
    [
      ['saved', 'Contributor'],
      ['attested', 'Contributor'],
      ['submitted', 'Contributor'],
      ['approved', 'Approver'],
      ['scheduled', 'Approver'],
      ['sending', 'Crier'],
      ['sent', 'Crier'],
    ],
  )
  assert.deepEqual(ledger, [{ kind: 'post', id: post.id }])
})

test('a time is explained before anything is submitted', async () => {
  const ask = (local: string) =>
    door.run(resolveTime, room.author, { local, zone: 'Europe/London' })
  assert.deepEqual(await ask('2026-11-24T08:00'), {
    kind: 'once',
    at: '2026-11-24T08:00:00Z',
    past: true,
  })
  assert.partialDeepStrictEqual(await ask('2026-10-25T01:30'), { kind: 'twice' })
  assert.partialDeepStrictEqual(await ask('2027-03-28T01:30'), {
    kind: 'never',
    after: '2027-03-28T02:00',
  })
  assert.equal((await ask('soon')).kind, 'invalid')
})

test('nobody, and people of another council, see nothing', async () => {
  assert.equal((await refusalOf(door.run(listPosts, nobody, {}))).status, 401)
  const { aCouncil } = await import('../../people/fixtures.ts')
  const foreign = await aPerson(pool, {
    councilId: await aCouncil(pool),
    roles: ['administrator', 'communications'],
  })
  assert.deepEqual((await door.run(listPosts, foreign, {})).posts, [])
  assert.equal((await refusalOf(read(one.id, foreign))).status, 404)
})
