import { deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** Hostile and odd pictures, made where they are used. */

export const place = { GPSLatitudeRef: 'N', GPSLatitude: '51/1 45/1 0/1', GPSLongitudeRef: 'W' }

const noise = (side: number) =>
  sharp(
    Buffer.from(Array.from({ length: side * side * 3 }, (_, at) => (at * 7919 * (at % 251)) % 256)),
    { raw: { width: side, height: side, channels: 3 } },
  )

export const plain = (side = 40) => noise(side).png().toBuffer()

/** A photograph as a phone takes it: place, camera, and a comment in XMP. */
export const photo = () =>
  noise(120)
    .jpeg()
    .withExif({ IFD0: { Make: 'Telltale', Copyright: 'Telltale' }, IFD3: place })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">Telltale</x:xmpmeta>')
    .toBuffer()

export const photoAs = (format: 'png' | 'webp') =>
  noise(120)
    .toFormat(format)
    .withExif({ IFD0: { Make: 'Telltale' }, IFD3: place })
    .toBuffer()

/** Three frames that differ, so that nobody can take them for one. */
export async function moving(format: 'gif' | 'webp'): Promise<Buffer> {
  const frames = ['#ff0000', '#00ff00', '#0000ff'].map((background) =>
    sharp({ create: { width: 30, height: 20, channels: 3, background } })
      .png()
      .toBuffer(),
  )
  return sharp(await Promise.all(frames), { join: { animated: true } })
    .toFormat(format, { delay: [50, 50, 50] })
    .toBuffer()
}

function chunk(kind: string, data: Uint8Array): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const body = Buffer.concat([Buffer.from(kind), data])
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc(body))
  return Buffer.concat([length, body, check])
}

function crc(bytes: Uint8Array): number {
  let sum = ~0
  for (const byte of bytes) {
    sum ^= byte
    for (let bit = 0; bit < 8; bit += 1) sum = (sum >>> 1) ^ (sum & 1 ? 0xedb88320 : 0)
  }
  return ~sum >>> 0
}

const signature = Buffer.from('89504e470d0a1a0a', 'hex')

/** A PNG that says it has these sides and brings nearly nothing along. */
export function claiming(width: number, height: number, inside = Buffer.alloc(1000)): Buffer {
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width)
  head.writeUInt32BE(height, 4)
  head.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    signature,
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(inside)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Its text unpacks to 100 MB. */
export async function textBomb(): Promise<Buffer> {
  const png = await plain()
  const packed = deflateSync(Buffer.alloc(100_000_000))
  const text = chunk('zTXt', Buffer.concat([Buffer.from('Comment\0\0'), packed]))
  return Buffer.concat([png.subarray(0, 33), text, png.subarray(33)])
}

/** Every part is in its place, and the picture inside is rubbish. */
export async function broken(): Promise<Buffer> {
  const png = Buffer.from(await plain(200))
  for (let at = 2000; at < 2600; at += 1) png[at] = (png[at] ?? 0) ^ 0xff
  return png
}
