import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { onePixel } from '../contract-tests.ts'
import { PracticeClient } from './client.test.support.ts'
import { startPractice } from './started.test.support.ts'

const practice = await startPractice()
const { address } = practice
after(async () => {
  await practice.stop()
  assert.deepEqual(practice.defects, [])
})
const council = await PracticeClient.signUp(address, 'council')

async function open(path: string) {
  const answer = await fetch(`${address}${path}`)
  return { status: answer.status, headers: answer.headers, page: await answer.text() }
}
const post = async (status: string, more = {}) =>
  (await council.post('/api/v1/statuses', { status, ...more })).json

const script = `<script>alert(document.domain)</script>"'><img src=x onerror=alert(1)>`
await council.send('PATCH', '/api/v1/accounts/update_credentials', {
  display_name: '<script>alert(1)</script>',
  note: `${script} https://a.example/"onmouseover="alert(1)`,
})
const { json: media } = await council.upload(onePixel, { description: script })
const hostile = await post(`${script} #tag https://a.example/?q="><script>x</script>`, {
  media_ids: [media.id],
  language: 'en',
})
const warned = await post('Behind a warning', { spoiler_text: script })
await council.send('PUT', `/api/v1/statuses/${warned.id}`, { status: script, spoiler_text: script })

for (const path of [
  '/',
  '/about',
  '/@council',
  `/@council/${hostile.id}`,
  `/@council/${warned.id}`,
  '/tags/tag',
  `/tags/${encodeURIComponent(script)}`,
  `/@${encodeURIComponent(script)}`,
  `/nothing?${script}`,
])
  test(`${path.slice(0, 24)} runs no script, whatever people wrote, and is marked as practice`, async () => {
    const { page, headers } = await open(path)
    assert.doesNotMatch(page, /<script/i)
    // Outside quoted text there is no handler, and no address that runs.
    const tags = [...page.matchAll(/<[a-z][^<>]*>/gi)].map(([tag]) => tag.replace(/"[^"]*"/g, '""'))
    for (const tag of tags) assert.doesNotMatch(tag, /\son\w+=/i)
    assert.doesNotMatch(page, /(href|src)="\s*(javascript|data):/i)
    assert.match(page, /Practice network: nothing here is public/)
    assert.match(
      headers.get('content-security-policy') ?? '',
      /^default-src 'none'; style-src 'self'/,
    )
    assert.equal(headers.get('x-robots-tag'), 'noindex')
    assert.match(page, /<html lang="en-GB">/)
    assert.equal((page.match(/<h1[ >]/g) ?? []).length, 1)
  })

test('what clients get as content is as safe', async () => {
  const { json } = await council.get(`/api/v1/statuses/${hostile.id}`)
  assert.doesNotMatch(json.content, /<(script|img)/i)
  assert.match(json.content, /&lt;script&gt;/)
  assert.doesNotMatch(json.account.note, /<script|<a[^>]*\sonmouseover/i)
})

test('a post shows its words, picture, alt text, time and replies', async () => {
  const { id } = await post('The library opens at 10.')
  const first = await post('At what time?', { in_reply_to_id: id })
  await post('At 10.', { in_reply_to_id: first.id })
  const { page } = await open(`/@council/${id}`)
  for (const words of ['The library opens at 10.', 'At what time?', 'At 10.'])
    assert.ok(page.includes(words))
  assert.match(page, /<time datetime="20\d\d-\d\d-\d\dT[\d:.]+Z">\w{3},? \d/)
  const { page: withPicture } = await open(`/@council/${hostile.id}`)
  assert.match(withPicture, /Alt text: &lt;script&gt;/)
})

test('an edited post says so and shows what stood before', async () => {
  const { id } = await post('Monday')
  await council.send('PUT', `/api/v1/statuses/${id}`, { status: 'Tuesday' })
  const { page } = await open(`/@council/${id}`)
  assert.match(page, /edited <time/)
  assert.match(page, /How this post was changed[\s\S]*Monday[\s\S]*Tuesday/)
})

test('what is not public is on no page', async () => {
  const secret = await post('For followers only', { visibility: 'private' })
  const unlisted = await post('Not on the timeline', { visibility: 'unlisted' })
  assert.equal((await open(`/@council/${secret.id}`)).status, 404)
  assert.ok(!(await open('/@council')).page.includes('For followers only'))
  assert.ok(!(await open('/')).page.includes('Not on the timeline'))
  assert.ok((await open('/@council')).page.includes('Not on the timeline'))
  assert.equal((await open(`/@council/${unlisted.id}`)).status, 200)
  const answer = await post('An answer', { in_reply_to_id: unlisted.id, visibility: 'private' })
  assert.ok(!(await open(`/@council/${unlisted.id}`)).page.includes(`post-${answer.id}`))
})

test('pages lead to older posts and back, and bad page numbers are only a first page', async () => {
  for (let number = 0; number < 22; number += 1) await post(`Filler ${number}`)
  const { page } = await open('/')
  const older = /href="(\?max_id=\d+)">Older posts/.exec(page)?.[1] ?? ''
  const next = await open(`/${older}`)
  assert.match(next.page, /Newest posts/)
  assert.ok(next.page.includes('Filler 1<'))
  assert.equal((await open('/?max_id=abc')).status, 200)
})

test('a page that is not there says what to do', async () => {
  for (const path of [
    '/nothing',
    '/@nobody',
    '/@council/1',
    `/@nobody/${hostile.id}`,
    '/fonts/x.woff2',
  ]) {
    const { status, page } = await open(path)
    assert.equal(status, 404, path)
    assert.match(page, /This page is not here/)
  }
})

test('style, letters and the bell come from here', async () => {
  assert.match((await open('/style.css')).headers.get('content-type') ?? '', /^text\/css/)
  for (const font of ['latin-400', 'latin-700', 'latin-ext-400'])
    assert.equal((await open(`/fonts/${font}.woff2`)).headers.get('content-type'), 'font/woff2')
  assert.match((await open('/bell.svg')).headers.get('content-type') ?? '', /^image\/svg/)
  assert.match((await open('/robots.txt')).page, /Disallow: \//)
})
