import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anItem } from '../contract-tests.ts'
import { NetworkFailure } from '../failure.ts'
import { failureFrom } from './answers.ts'
import { textOf } from './html.ts'
import { limitsFrom, usualLimits } from './limits.ts'
import { same, toAccount, toPost, toStatus } from './translate.ts'

const status = {
  id: '1',
  url: 'https://social.example/@council/1',
  createdAt: '2026-11-20T09:00:00.000Z',
  editedAt: null,
  content: '<p>Hello</p>',
  visibility: 'private',
  spoilerText: '',
  inReplyToId: null,
  language: 'en',
  mediaAttachments: [{ id: '7', description: 'A street' }],
}

test('reads a post from the markup of the original', () => {
  const content =
    '<p>Bins &amp; boxes:<br />see <a href="https://a.example/long/path" target="_blank" rel="nofollow noopener"><span class="invisible">https://</span><span class="ellipsis">a.example/long</span><span class="invisible">/path</span></a></p><p>Thanks <span class="h-card" translate="no"><a href="https://b.example/@us" class="u-url mention">@<span>us</span></a></span> <a href="https://social.example/tags/Bins" class="mention hashtag" rel="tag">#<span>Bins</span></a></p>'
  const text = 'Bins & boxes:\nsee https://a.example/long/path\n\nThanks @us #Bins'
  assert.equal(textOf(content), text)
  const post = toPost({ ...status, content, mediaAttachments: [] }, 'read')
  assert.ok(same(post, anItem(text.replace('@us', '@us@b.example'))))
})

test('decodes every way to write a character, and no more than once', () => {
  assert.equal(
    textOf('&lt;b&gt; &#39;&#x27;&quot;&apos; &amp;lt; &unknown;'),
    `<b> ''"' &lt; &unknown;`,
  )
  assert.equal(textOf('&#0;&#x110000;'), '&#0;&#x110000;')
})

test('markup made to be slow is read at once', () => {
  const start = performance.now()
  textOf('<a'.repeat(200_000))
  textOf(`</p>${' '.repeat(100_000)}`.repeat(3))
  textOf('&#'.repeat(200_000))
  assert.ok(performance.now() - start < 2000)
})

test('names visibilities as Crier does, both ways', () => {
  assert.equal(toPost(status, 'read').visibility, 'followers')
  assert.equal(toStatus(anItem('x', { visibility: 'followers' })).visibility, 'private')
})

test('the same text with other images is not the same post', () => {
  const post = toPost(status, 'read')
  assert.ok(same(post, anItem('Hello', { media: [{ mediaId: '7', alt: 'Changed since' }] })))
  assert.equal(same(post, anItem('Hello')), false)
  assert.equal(same(post, anItem('Hello', { media: [{ mediaId: '8', alt: 'A street' }] })), false)
})

test('an answer that is not a post or an account is not taken for one', () => {
  for (const wrong of [
    null,
    {},
    [],
    'ok',
    { ...status, id: '' },
    { ...status, createdAt: 'today' },
  ])
    assert.throws(
      () => toPost(wrong, 'post'),
      (error: unknown) => error instanceof NetworkFailure && error.kind === 'no-answer',
    )
  assert.throws(() => toAccount({ id: '1' }, 'https://social.example', 'check'), NetworkFailure)
})

test('an account without a display name goes by its user name', () => {
  const account = { id: '1', username: 'council', displayName: '', url: 'u', avatar: null }
  const found = toAccount(account, 'https://social.example', 'check')
  assert.deepEqual([found.name, found.handle], ['council', '@council@social.example'])
})

test('limits that a server does not tell stay as usual', () => {
  const now = Temporal.Instant.from('2026-11-20T09:00:00Z')
  const told = { configuration: { statuses: { maxCharacters: 5000 }, mediaAttachments: {} } }
  const limits = limitsFrom(told, now)
  assert.equal(limits.text.max, 5000)
  assert.equal(limits.text.perLink, usualLimits.text.perLink)
  assert.deepEqual(limits.media, usualLimits.media)
  assert.equal(limits.told, true)
})

test('limits that make no sense are not believed', () => {
  const now = Temporal.Instant.from('2026-11-20T09:00:00Z')
  const statuses = { maxCharacters: -1, maxMediaAttachments: 'many', charactersReservedPerUrl: 0.5 }
  const limits = limitsFrom({ configuration: { statuses, mediaAttachments: 7 } }, now)
  assert.deepEqual(limits.text, usualLimits.text)
  assert.deepEqual(limitsFrom('<html>', now), usualLimits)
})

test('only images that Crier prepares are offered, of all that a server takes', () => {
  const supportedMimeTypes = ['image/png', 'image/heic', 'video/mp4']
  const told = { configuration: { statuses: {}, mediaAttachments: { supportedMimeTypes } } }
  const { media } = limitsFrom(told, Temporal.Now.instant())
  assert.deepEqual(media.types, ['image/png'])
})

const answer = (status: number, body: unknown, headers: Record<string, string> = {}) =>
  failureFrom({ status, body: JSON.stringify(body), headers: new Headers(headers) }, 'post')

test('failures are told apart by their code, whatever the words say', () => {
  const words = { error: 'The access token was revoked' }
  const kinds = [400, 401, 403, 404, 408, 409, 410, 413, 422, 429, 500, 502, 503, 504, 301, 103]
  assert.deepEqual(
    kinds.map((code) => answer(code, words).kind),
    [
      'refused',
      'signed-out',
      'missing-right',
      'refused',
      'no-answer',
      'refused',
      'refused',
      'refused',
      'refused',
      'slow-down',
      'no-answer',
      'no-answer',
      'no-answer',
      'no-answer',
      'refused',
      'no-answer',
    ],
  )
  const oauth = { error: 'invalid_grant', error_description: 'Expired' }
  assert.equal(answer(400, oauth).kind, 'signed-out')
  assert.equal(answer(400, oauth).code, '400 invalid_grant')
})

test('knows when to come back from whatever the server gives', () => {
  const wait = (headers: Record<string, string>) =>
    answer(429, {}, headers).until?.since(Temporal.Now.instant()).total('seconds') ?? 0
  const soon = Temporal.Now.instant().add({ seconds: 90 }).toString()
  assert.ok(Math.abs(wait({ 'x-ratelimit-reset': soon }) - 90) < 2)
  assert.ok(Math.abs(wait({ 'retry-after': '30' }) - 30) < 2)
  assert.ok(Math.abs(wait({}) - 300) < 2)
  assert.ok(Math.abs(wait({ 'retry-after': 'later', 'x-ratelimit-reset': 'tomorrow' }) - 300) < 2)
  for (const reset of ['2001-01-01T00:00:00Z', '3001-01-01T00:00:00Z'])
    assert.ok(Math.abs(wait({ 'x-ratelimit-reset': reset }) - 300) < 2)
})

test('words too long for a line are cut', () => {
  assert.equal(answer(422, { error: 'x'.repeat(10_000) }).words.length, 500)
})

test('takes only the address of a page for an address', () => {
  const hostile = [
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//social.example',
    '/local',
    'x'.repeat(3000),
    `https://social.example/${'x'.repeat(3000)}`,
    '',
  ]
  for (const url of hostile) {
    assert.equal(toPost({ ...status, url, uri: url }, 'read').address, '', url)
    const account = { id: '1', username: 'council', url, avatar: url }
    const { address, avatar } = toAccount(account, 'https://social.example', 'check')
    assert.deepEqual([address, avatar], ['', null])
  }
  assert.equal(toPost(status, 'read').address, status.url)
})

test('keeps names to a length that a page can show', () => {
  const account = { id: '1', username: 'u'.repeat(9000), displayName: 'n'.repeat(9000), url: '' }
  const { name, handle } = toAccount(account, 'https://social.example', 'check')
  assert.ok(name.length <= 200 && handle.length <= 300)
})
