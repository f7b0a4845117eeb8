import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { When } from '../contract.ts'
import { attested, words } from '../fixtures.ts'
import { newsWorld, refusalOf } from '../fixtures-world.ts'
import { checkText } from './check-text.ts'

const { door, room, approved, rows } = await newsWorld()
const at = (local: string): When => ({ kind: 'at', local, zone: 'Europe/London' })
const check = (text: string, more: object = {}, by = room.author) =>
  door.run(checkText, by, { content: words(text, [room.channelId]), ...more })

test('says what the gate would say, counts as the network counts, and keeps nothing', async () => {
  const before = await rows('select id from publishing.verdict')
  const { verdict, counts, problems } = await check('The library is open.')
  assert.equal(verdict.outcome, 'refused')
  assert.ok(
    verdict.reasons.every((reason) => reason.next === 'attest' || reason.outcome !== 'refused'),
  )
  assert.deepEqual(counts, [{ channelId: room.channelId, position: 0, used: 20, most: 500 }])
  assert.deepEqual(problems, [])
  const attestedNow = await check('The library is open.', { attestation: attested })
  assert.equal(attestedNow.verdict.outcome, 'needs')
  assert.deepEqual(await rows('select id from publishing.verdict'), before)
})

test('marks personal data where it stands', async () => {
  const text = 'Write to jo.example@mail.example'
  const { verdict } = await check(text, { attestation: attested })
  const reason = verdict.reasons.find((each) => each.control === 'personal-data-check')
  const [mark] = reason?.marks ?? []
  assert.equal(text.slice(mark?.start, mark?.end), 'jo.example@mail.example')
})

test('names what does not fit', async () => {
  const { problems } = await check('a'.repeat(600))
  assert.match(problems[0]?.sentence ?? '', /by 100/)
})

test('warns of the same words and of another post at the same time, and forbids neither', async () => {
  await approved({ text: 'Bins are collected today.', when: at('2026-11-25T09:00') })
  const kinds = async (text: string, when: When, postId?: string) =>
    (await check(text, { when, ...(postId && { postId }) })).clashes.map((clash) => clash.kind)
  assert.deepEqual(await kinds('Bins are  collected today.', at('2026-11-25T18:00')), ['same-text'])
  assert.deepEqual(await kinds('Something else', at('2026-11-25T09:10')), ['same-time'])
  assert.deepEqual(await kinds('Something else', at('2026-11-25T09:20')), [])
  assert.deepEqual(await kinds('Bins are collected today.', at('2026-11-28T09:00')), [])
})

test('a channel without a level is refused', async () => {
  const other = await room.channel('no level')
  const content = words('x', [other])
  assert.equal((await refusalOf(door.run(checkText, room.author, { content }))).status, 403)
})
