import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import sharp from 'sharp'
import { containerOf, isBare } from './container.ts'

const plain = sharp({ create: { width: 8, height: 8, channels: 3, background: '#1b2a41' } })
const jpeg = await plain.clone().jpeg().toBuffer()
const png = await plain.clone().png().toBuffer()
const joined = (...parts: Uint8Array[]) => new Uint8Array(Buffer.concat(parts))

test('knows a picture by its bytes', async () => {
  assert.equal(containerOf(jpeg), 'jpeg')
  assert.equal(containerOf(png), 'png')
  assert.equal(containerOf(await plain.clone().gif().toBuffer()), 'gif')
  assert.equal(containerOf(await plain.clone().webp().toBuffer()), 'webp')
  assert.equal(containerOf(Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')), 'other')
  assert.equal(containerOf(Buffer.from('%PDF-1.7')), 'other')
  assert.equal(containerOf(new Uint8Array()), 'other')
})

test('a picture with nothing beside it may stay as it came', () => {
  assert.equal(isBare(jpeg), true)
  assert.equal(isBare(png), true)
})

test('anything that travels along is found: data about the camera, comments, a tail', async () => {
  const exif = await plain
    .clone()
    .jpeg()
    .withExif({ IFD0: { Make: 'Camera' } })
    .toBuffer()
  assert.equal(isBare(exif), false)
  const pngExif = await plain
    .clone()
    .png()
    .withExif({ IFD0: { Make: 'Camera' } })
    .toBuffer()
  assert.equal(isBare(pngExif), false)
  assert.equal(isBare(joined(jpeg, Buffer.from('PK a zip behind the picture'))), false)
  assert.equal(isBare(joined(png, Buffer.from('a tail'))), false)
  const comment = Buffer.from([0xff, 0xfe, 0x00, 0x07, 0x48, 0x65, 0x6c, 0x6c, 0x6f])
  assert.equal(isBare(joined(jpeg.subarray(0, 2), comment, jpeg.subarray(2))), false)
})

test('other kinds are always written anew', async () => {
  assert.equal(isBare(await plain.clone().webp().toBuffer()), false)
  assert.equal(isBare(await plain.clone().gif().toBuffer()), false)
})

test('damaged and made-up bytes never get through and never break it', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      assert.equal(isBare(bytes), false)
      assert.equal(isBare(joined(jpeg.subarray(0, 20), bytes)), false)
      assert.equal(isBare(joined(png.subarray(0, 20), bytes)), false)
    }),
  )
})

test('a picture that was cut off is not bare', () => {
  for (const whole of [jpeg, png])
    for (let cut = 1; cut < whole.length; cut += 7)
      assert.equal(isBare(whole.subarray(0, cut)), false)
})
