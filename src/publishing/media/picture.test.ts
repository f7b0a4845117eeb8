import assert from 'node:assert/strict'
import { test } from 'node:test'
import { deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { refusalOf } from '../fixtures-world.ts'
import { readPicture } from './picture.ts'

const photo = (width = 640, height = 480) =>
  sharp({ create: { width, height, channels: 3, background: '#b08d57' } })
const place = {
  IFD0: { Make: 'Camera', Artist: 'A resident' },
  IFD3: { GPSLatitude: '53/1 30/1 0/1', GPSLatitudeRef: 'N' },
}

test('a bare picture is kept byte for byte', async () => {
  const upload = await photo().jpeg().toBuffer()
  const picture = await readPicture(upload)
  assert.deepEqual(Buffer.from(picture.bytes), upload)
  assert.deepEqual(picture.changes, [])
  assert.deepEqual([picture.type, picture.width, picture.height], ['image/jpeg', 640, 480])
})

test('where it was taken and by whom is removed', async () => {
  for (const upload of [
    await photo().jpeg().withExif(place).toBuffer(),
    await photo().png().withExif(place).toBuffer(),
    await photo().webp().withExif(place).toBuffer(),
  ]) {
    assert.ok((await sharp(upload).metadata()).exif)
    const { bytes, thumbnail, changes } = await readPicture(upload)
    for (const kept of [bytes, thumbnail]) {
      const about = await sharp(kept).metadata()
      assert.deepEqual([about.exif, about.xmp, about.iptc], [undefined, undefined, undefined])
      assert.ok(!Buffer.from(kept).includes('A resident'))
    }
    assert.deepEqual(changes, ['metadata-removed'])
  }
})

test('a picture that lies on its side is turned upright, and says so', async () => {
  const upload = await photo(640, 480).withMetadata({ orientation: 6 }).jpeg().toBuffer()
  const picture = await readPicture(upload)
  assert.deepEqual([picture.width, picture.height], [480, 640])
  assert.ok(picture.changes.includes('turned'))
})

test('a very wide picture is made smaller once, here, where people still see it', async () => {
  const picture = await readPicture(await photo(6000, 100).png().toBuffer())
  assert.equal(picture.width, 4096)
  assert.ok(picture.changes.includes('made-smaller'))
})

test('a moving picture stays moving', async () => {
  const frames = await sharp(Buffer.concat([Buffer.alloc(1200, 90), Buffer.alloc(1200, 200)]), {
    raw: { width: 20, height: 40, channels: 3, pageHeight: 20 },
  })
    .gif()
    .toBuffer()
  const picture = await readPicture(frames)
  assert.equal((await sharp(picture.bytes, { animated: true }).metadata()).pages, 2)
  assert.deepEqual([picture.width, picture.height], [20, 20])
})

test('thirty thousand pixels are refused before anything is decoded', async () => {
  const wide = await photo(30_000, 10).png().toBuffer()
  const refusal = await refusalOf(readPicture(wide))
  assert.equal(refusal.status, 413)
  assert.match(refusal.sentence, /at most 12000 pixels/)
})

test('a small file that unfolds to a huge picture is refused', async () => {
  const refusal = await refusalOf(readPicture(bomb(11_000, 11_000)))
  assert.equal(refusal.status, 413)
})

/** A PNG of a few kilobytes whose picture would need half a gigabyte. */
function bomb(width: number, height: number): Uint8Array {
  const part = (name: string, data: Uint8Array) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, Buffer.from(name), data, Buffer.alloc(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const rows = deflateSync(Buffer.alloc(1_000_000))
  const start = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    start,
    part('IHDR', header),
    part('IDAT', rows),
    part('IEND', Buffer.alloc(0)),
  ])
}

test('SVG, documents and pages are no pictures, whatever they are called', async () => {
  const uploads = [
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
    '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
    '%PDF-1.7',
    '<html><body>GIF89a</body></html>',
    '',
  ]
  for (const upload of uploads) {
    const refusal = await refusalOf(readPicture(Buffer.from(upload)))
    assert.equal(refusal.status, 422)
    assert.match(refusal.fields.file ?? '', /not a picture/)
  }
})

test('a file that only begins like a picture is refused', async () => {
  const half = (await photo().jpeg().toBuffer()).subarray(0, 300)
  assert.equal((await refusalOf(readPicture(half))).status, 422)
  const gif = Buffer.from('GIF89a<script>alert(1)</script>')
  assert.equal((await refusalOf(readPicture(gif))).status, 422)
})
