import assert from 'node:assert/strict'
import { test } from 'node:test'
import { someLimits } from '../channels/fixtures.ts'
import { newId } from '../platform/id.ts'
import { countsOf, problemsOf, type Reach } from './fit.ts'
import { words } from './fixtures.ts'

const channelId = newId()
const reach: Reach = { channelId, name: 'News', limits: someLimits }
const fileId = newId()
const files = new Map([[fileId, { type: 'image/jpeg', size: 1000, pixels: 1000 }]])
const withPicture = (use: object) => ({
  ...words('Look', [channelId]),
  items: [{ text: 'Look', media: [{ fileId, alt: 'A door', ...use }] }],
})
const sentences = (content: Parameters<typeof problemsOf>[0], at = reach) =>
  problemsOf(content, [at], files).map((problem) => `${problem.field}: ${problem.sentence}`)

test('a post that fits has no problems', () => {
  assert.deepEqual(sentences(words('The library is open.', [channelId])), [])
  assert.deepEqual(sentences(withPicture({})), [])
})

test('a text is counted as its network counts it', () => {
  const link = `https://brackenshire.example/${'a'.repeat(200)}`
  const [counted] = countsOf(words(`Read ${link}`, [channelId]), [reach])
  assert.deepEqual(counted, { channelId, position: 0, used: 28, most: 500 })
})

test('a text that is too long says by how much', () => {
  const [problem] = sentences(words('a'.repeat(507), [channelId]))
  assert.match(problem ?? '', /too long for News by 7/)
})

test('a content warning counts towards the same length', () => {
  const content = words('a'.repeat(495), [channelId], { contentWarning: 'flooding' })
  assert.match(sentences(content)[0] ?? '', /by 3/)
})

test('each item of a thread is looked at on its own', () => {
  const content = words(['fine', 'a'.repeat(501), ''], [channelId])
  const problems = problemsOf(content, [reach], files)
  assert.deepEqual(
    problems.map((problem) => [problem.position, problem.field]),
    [
      [1, 'text'],
      [2, 'text'],
    ],
  )
})

test('a picture without a description is refused, unless it is decoration and says why', () => {
  assert.match(sentences(withPicture({ alt: '  ' }))[0] ?? '', /^alt: Say what this picture shows/)
  assert.deepEqual(sentences(withPicture({ alt: '', decorativeReason: 'A plain border' })), [])
  assert.equal(sentences(withPicture({ alt: '', decorativeReason: 'x' })).length, 1)
})

test('alt text is asked for even where nothing is known about the network yet', () => {
  const unknown = { ...reach, limits: null }
  assert.equal(sentences(withPicture({ alt: '' }), unknown).length, 1)
})

test('a picture that the network cannot take says so', () => {
  const few = { ...someLimits, media: { ...someLimits.media, types: ['image/png'] } }
  assert.match(sentences(withPicture({}), { ...reach, limits: few })[0] ?? '', /of this kind/)
  const small = { ...someLimits, media: { ...someLimits.media, imageBytes: 10 } }
  assert.match(sentences(withPicture({}), { ...reach, limits: small })[0] ?? '', /too large/)
  const coarse = { ...someLimits, media: { ...someLimits.media, imagePixels: 10 } }
  assert.match(sentences(withPicture({}), { ...reach, limits: coarse })[0] ?? '', /more pixels/)
  assert.match(sentences(withPicture({ alt: 'a'.repeat(1501) }))[0] ?? '', /description/)
})

test('a picture that is gone is a problem, not a post without it', () => {
  const content = withPicture({ fileId: newId() })
  assert.match(sentences(content)[0] ?? '', /not there any more/)
})

test('too many pictures, too long a thread and an unknown visibility are named', () => {
  const five = Array.from({ length: 5 }, () => ({ fileId, alt: 'A door' }))
  const many = { ...words('', [channelId]), items: [{ text: '', media: five }] }
  assert.match(sentences(many)[0] ?? '', /at most 4 pictures/)
  const short = { ...someLimits, thread: { most: 2 } }
  const thread = words(['a', 'b', 'c'], [channelId])
  assert.match(sentences(thread, { ...reach, limits: short })[0] ?? '', /at most 2 posts/)
  const publicOnly = { ...someLimits, visibilities: ['public' as const] }
  const hidden = words('a', [channelId], { visibility: 'unlisted' })
  assert.match(sentences(hidden, { ...reach, limits: publicOnly })[0] ?? '', /^visibility/)
})
