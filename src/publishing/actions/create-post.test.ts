import assert from 'node:assert/strict'
import { test } from 'node:test'
import { nobody } from '../../platform/caller.ts'
import { newId } from '../../platform/id.ts'
import { words } from '../fixtures.ts'
import { newsWorld, refusalOf } from '../fixtures-world.ts'
import { createPost } from './create-post.ts'

const { door, room, rows, lastEntry, read } = await newsWorld()
const create = (
  by = room.author,
  content: object = words('The library is open.', [room.channelId]),
) => door.run(createPost, by, { content })
const count = async () => (await rows('select id from publishing.post')).length

test('keeps the first version at once, with its author and its hash', async () => {
  const post = await create()
  assert.equal(post.state.id, 'draft')
  assert.equal(post.excerpt, 'The library is open.')
  assert.deepEqual(
    post.authors.map((author) => author.name),
    ['Author'],
  )
  assert.equal(post.versions.length, 1)
  assert.match(post.versions[0]?.hash ?? '', /^[0-9a-f]{64}$/)
  assert.deepEqual(post.may, ['save', 'submit', 'discard'])
  assert.partialDeepStrictEqual(lastEntry(post.id), { action: 'post.created' })
})

test('the ledger gets ids and hashes, never what was written', async () => {
  const post = await create(room.author, words('Mrs Example of Mill Lane', [room.channelId]))
  assert.doesNotMatch(JSON.stringify(lastEntry(post.id)), /Example|Mill Lane/)
})

test('a contributor writes; someone without a level, a stranger and nobody do not', async () => {
  assert.equal((await create(room.contributor)).state.id, 'draft')
  const before = await count()
  const outsider = await room.person('Outsider', 'publisher', [newId()])
  assert.equal((await refusalOf(create(outsider))).status, 403)
  assert.equal(
    (await refusalOf(door.run(createPost, nobody, { content: words('x', []) }))).status,
    401,
  )
  assert.equal(await count(), before)
})

test('a channel that is not on the register is refused by name of the rule', async () => {
  const refusal = await refusalOf(create(room.author, words('x', [newId()])))
  assert.equal(refusal.status, 403)
  assert.ok(refusal.clauses.some((clause) => clause.startsWith('dacorum:')))
})

test('a draft needs no channel, and is then only for the one who wrote it', async () => {
  const post = await create(room.author, words('An idea', []))
  assert.equal((await read(post.id, room.author)).excerpt, 'An idea')
  assert.equal((await refusalOf(read(post.id, room.contributor))).status, 403)
})

test('refuses text that no database can hold, and keeps nothing of it', async () => {
  const before = await count()
  for (const text of ['half \ud83d of a letter', 'a \0 byte'])
    assert.equal((await refusalOf(create(room.author, words(text, [room.channelId])))).status, 422)
  assert.equal(await count(), before)
})

test('refuses a channel twice, an empty thread, a picture that is not there', async () => {
  const { channelId } = room
  const content = words('x', [channelId])
  const bad = [
    { ...content, channels: [{ channelId }, { channelId }] },
    { ...content, items: [] },
    { ...content, items: [{ text: 'x', media: [{ fileId: newId(), alt: 'A door' }] }] },
    { ...content, language: 'English' },
    { ...content, visibility: 'direct' },
  ]
  for (const each of bad) {
    const refusal = await refusalOf(create(room.author, each))
    assert.equal(refusal.status, 422, JSON.stringify(each))
  }
})

test('what looks like SQL or a script is kept as the text that it is', async () => {
  const text = `'); drop table publishing.post; -- <script>alert(1)</script> {{7*7}}`
  const post = await create(room.author, words(text, [room.channelId]))
  assert.equal((await read(post.id)).content.items[0]?.text, text)
})

test('asked twice with one key makes one post, also at the same moment', async () => {
  const before = await count()
  const content = words('Once and no more.', [room.channelId])
  const key = newId()
  const ask = (by = room.author) => door.run(createPost, by, { content, key })
  const [one, other] = await Promise.all([ask(), ask()])
  const later = await ask()
  assert.deepEqual([other.id, later.id], [one.id, one.id])
  assert.equal(later.versions.length, 1)
  assert.equal(await count(), before + 1)
  // The key is the asker's own: another person's is another post.
  assert.notEqual((await ask(room.contributor)).id, one.id)
})
