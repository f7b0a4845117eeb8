import sharp from 'sharp'
import { invalid } from './failing.ts'

export interface CleanImage {
  readonly bytes: Uint8Array
  readonly type: string
  readonly width: number
  readonly height: number
}

export const imageLimits = {
  bytes: 16 * 1024 * 1024,
  pixels: 16_000_000,
  types: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
}

type Format = 'jpeg' | 'png' | 'webp' | 'gif'

/** The first bytes decide: what a client calls a file means nothing, and no SVG gets any further. */
function formatOf(bytes: Uint8Array): Format | null {
  const starts = (...wanted: number[]) => wanted.every((byte, index) => bytes[index] === byte)
  if (starts(0xff, 0xd8, 0xff)) return 'jpeg'
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (starts(0x47, 0x49, 0x46, 0x38)) return 'gif'
  const riff = starts(0x52, 0x49, 0x46, 0x46)
  if (riff && String.fromCharCode(...bytes.subarray(8, 12)) === 'WEBP') return 'webp'
  return null
}

/**
 * Draws an image anew, turned the right way up and without anything that is not the picture: no
 * place, no camera, no comments. Refuses what is not an image, or would not fit in memory.
 */
export async function cleanImage(bytes: Uint8Array): Promise<CleanImage> {
  if (bytes.byteLength > imageLimits.bytes) throw invalid('File size must be less than 16 MB')
  const format = formatOf(bytes)
  if (format === null) throw invalid('File content type is invalid')
  const animated = format === 'gif' || format === 'webp'
  const read = { limitInputPixels: imageLimits.pixels, failOn: 'error', animated } as const
  try {
    const { width, height, pages = 1, pageHeight = height } = await sharp(bytes, read).metadata()
    if (width * pageHeight * pages > imageLimits.pixels) throw new Error('too many pixels')
    // Only a still picture can be turned.
    const picture = pages > 1 ? sharp(bytes, read) : sharp(bytes, read).autoOrient()
    const { data, info } = await picture.toFormat(format).toBuffer({ resolveWithObject: true })
    const shownHeight = pages > 1 ? pageHeight : info.height
    return { bytes: data, type: `image/${format}`, width: info.width, height: shownHeight }
  } catch (cause) {
    throw Object.assign(invalid('File is not an image of at most 16 megapixels'), { cause })
  }
}

/** A picture for an account: blocks in a colour of its own, the same for the same name. */
export async function drawAvatar(name: string): Promise<Uint8Array> {
  let seed = 2166136261
  for (const char of name) seed = Math.imul(seed ^ (char.codePointAt(0) ?? 0), 16777619) >>> 0
  const hue = seed % 360
  const blocks = Array.from({ length: 15 }, (_, index) => (seed >>> (index % 29)) & 1)
  const pixels = Buffer.alloc(5 * 5 * 3)
  for (let row = 0; row < 5; row += 1)
    for (let column = 0; column < 5; column += 1) {
      const on = blocks[row * 3 + Math.min(column, 4 - column)] === 1
      pixels.set(colour(hue, on ? 0.42 : 0.9), (row * 5 + column) * 3)
    }
  const drawing = sharp(pixels, { raw: { width: 5, height: 5, channels: 3 } })
  return drawing.resize(120, 120, { kernel: 'nearest' }).png().toBuffer()
}

function colour(hue: number, lightness: number): number[] {
  const amount = 0.45 * Math.min(lightness, 1 - lightness)
  return [0, 8, 4].map((offset) => {
    const place = (offset + hue / 30) % 12
    const value = lightness - amount * Math.max(-1, Math.min(place - 3, 9 - place, 1))
    return Math.round(value * 255)
  })
}
