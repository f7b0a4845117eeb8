import assert from 'node:assert/strict'
import { readdir } from 'node:fs/promises'
import { after, test } from 'node:test'
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { PracticeClient } from './client.test.support.ts'
import { cleanImage, drawAvatar } from './images.ts'
import { startPractice } from './started.test.support.ts'

const practice = await startPractice()
after(async () => {
  await practice.stop()
  assert.deepEqual(practice.defects, [])
})
const council = await PracticeClient.signUp(practice.address, 'council')

const picture = (width = 60, height = 40) =>
  sharp({ create: { width, height, channels: 3, background: '#3355aa' } })
const storedFiles = async () =>
  (await readdir(practice.folder, { recursive: true })).filter((name) => /[0-9a-f]{64}$/.test(name))

test('where and with what a picture was taken is not kept', async () => {
  const exif = { IFD0: { Make: 'Camera' }, IFD3: { GPSLatitude: '51/1 30/1 0/1' } }
  const bytes = await picture().withExif(exif).jpeg().toBuffer()
  assert.ok((await sharp(bytes).metadata()).exif)
  const { json } = await council.upload(bytes)
  const served = await fetch(json.url)
  const { exif: left, icc, xmp } = await sharp(await served.bytes()).metadata()
  assert.deepEqual([left, icc, xmp], [undefined, undefined, undefined])
})

test('a picture that lay on its side stands upright', async () => {
  const bytes = await picture(60, 40).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  const { width, height } = await cleanImage(bytes)
  assert.deepEqual([width, height], [40, 60])
})

test('a moving picture keeps its pages', async () => {
  const page = (background: string) =>
    sharp({ create: { width: 20, height: 20, channels: 3, background } })
      .png()
      .toBuffer()
  const pages = [await page('#333'), await page('#eee')]
  const bytes = await sharp(pages, { join: { animated: true } })
    .gif()
    .toBuffer()
  const clean = await cleanImage(bytes)
  assert.deepEqual([clean.type, clean.width, clean.height], ['image/gif', 20, 20])
  assert.equal((await sharp(clean.bytes, { animated: true }).metadata()).pages, 2)
})

for (const format of ['jpeg', 'png', 'webp', 'gif'] as const)
  test(`takes ${format}, and serves it as nothing but a picture`, async () => {
    const { status, json } = await council.upload(await picture().toFormat(format).toBuffer())
    assert.equal(status, 200)
    const served = await fetch(json.url)
    assert.equal(served.headers.get('content-type'), `image/${format}`)
    assert.equal(served.headers.get('x-content-type-options'), 'nosniff')
    assert.equal(served.headers.get('content-security-policy'), "default-src 'none'; sandbox")
  })

/** A real picture, all of it: 900 million pixels in a few kilobytes. */
function bomb(): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(30_000, 0)
  header.writeUInt32BE(30_000, 4)
  header.writeUInt8(1, 8)
  const part = (name: string, body: Buffer) => {
    const named = Buffer.concat([Buffer.from(name), body])
    const ends = Buffer.alloc(8)
    ends.writeUInt32BE(body.length, 0)
    ends.writeUInt32BE(crc32(named), 4)
    return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)])
  }
  const rows = deflateSync(Buffer.alloc(30_000 * (1 + 30_000 / 8)))
  const parts = [part('IHDR', header), part('IDAT', rows), part('IEND', Buffer.alloc(0))]
  return Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), ...parts])
}

const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')

for (const [what, bytes] of [
  ['a picture of 30,000 by 30,000 pixels in a small file', bomb()],
  ['an SVG with a script', svg],
  ['a page', Buffer.from('<html><script>alert(1)</script></html>')],
  ['a page behind the first bytes of a picture', Buffer.from('GIF89a<script>alert(1)</script>')],
  ['a PNG that is cut off', (await picture().png().toBuffer()).subarray(0, 60)],
  ['a TIFF', await picture().tiff().toBuffer()],
  ['an AVIF', await picture().avif().toBuffer()],
  ['a packed file', Buffer.from('1f8b0800000000000003', 'hex')],
  ['nothing', Buffer.alloc(0)],
] as const)
  test(`refuses ${what}, and keeps nothing of it`, async () => {
    const before = await storedFiles()
    const { status, json } = await council.upload(bytes)
    assert.equal(status, 422, JSON.stringify(json))
    assert.deepEqual(await storedFiles(), before)
  })

test('refuses a file of more than 16 MB', async () => {
  const { status } = await council.upload(Buffer.alloc(17 * 1024 * 1024, 0xff))
  assert.ok(status === 413 || status === 422, String(status))
})

test('what hides behind a picture is not served', async () => {
  const bytes = Buffer.concat([await picture().png().toBuffer(), Buffer.from('<script>alert(1)')])
  const { json } = await council.upload(bytes)
  const served = Buffer.from(await (await fetch(json.url)).bytes())
  assert.ok(!served.includes('<script>'))
})

test('a picture cannot be found by counting', async () => {
  const { json } = await council.upload(await picture().png().toBuffer())
  const guessed = json.url.replace(/[0-9a-f]{16}\.png$/, `${'0'.repeat(16)}.png`)
  assert.equal((await fetch(guessed)).status, 404)
  assert.equal(
    (await fetch(`${practice.address}/media/${json.id}/..%2f..%2fetc%2fpasswd`)).status,
    404,
  )
})

test('alt text has a limit, a focus must lie in the picture', async () => {
  const bytes = await picture().png().toBuffer()
  assert.equal((await council.upload(bytes, { description: 'x'.repeat(1501) })).status, 422)
  assert.equal((await council.upload(bytes, { focus: '2,0' })).status, 422)
  const { json } = await council.upload(bytes, { focus: '-0.5,0.25' }, 'v1')
  assert.deepEqual(json.meta.focus, { x: -0.5, y: 0.25 })
})

test('alt text can be changed before posting, and only with an edit afterwards', async () => {
  const { json } = await council.upload(await picture().png().toBuffer(), { description: 'Old' })
  const change = (description: string) =>
    council.send('PUT', `/api/v1/media/${json.id}`, { description })
  assert.equal((await change('New')).json.description, 'New')
  await council.post('/api/v1/statuses', { media_ids: [json.id] })
  assert.equal((await change('Newer')).status, 404)
})

test('a file goes on one post only, and nobody can use another’s', async () => {
  const { json } = await council.upload(await picture().png().toBuffer())
  const other = await PracticeClient.signUp(practice.address, 'other')
  const body = { status: 'x', media_ids: [json.id] }
  assert.equal((await other.post('/api/v1/statuses', body)).status, 422)
  assert.equal((await council.post('/api/v1/statuses', body)).status, 200)
  assert.equal((await council.post('/api/v1/statuses', body)).status, 422)
  const twice = { status: 'x', media_ids: [json.id, json.id] }
  assert.equal((await council.post('/api/v1/statuses', twice)).status, 422)
})

test('every name has a picture of its own, always the same', async () => {
  const [one, again, other] = await Promise.all(['a', 'a', 'b'].map(drawAvatar))
  assert.deepEqual(one, again)
  assert.notDeepEqual(one, other)
  const odd = await fetch(`${practice.address}/avatars/${encodeURIComponent('<script>')}.png`)
  assert.equal(odd.headers.get('content-type'), 'image/png')
})
