import sharp, { type Metadata } from 'sharp'
import { refuse } from '../../platform/refusal.ts'
import { containerOf, isBare } from './container.ts'
import { turns } from './turns.ts'

/** A picture as it is kept: no place, no camera, nothing but the picture. */
export interface Picture {
  readonly bytes: Uint8Array
  readonly thumbnail: Uint8Array
  readonly type: string
  readonly width: number
  readonly height: number
  readonly changes: ('metadata-removed' | 'turned' | 'made-smaller' | 'converted')[]
}

/** Before anything is decoded: a small file can hold a picture that fills the memory. */
export const limits = { side: 12_000, pixels: 50_000_000, frames: 200, bytes: 20_000_000 }
/** Wide enough for every network; what is larger is made smaller once, before it is approved. */
const widest = 4096
const thumbnailSide = 480

const types = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
} as const

const tooManyPixels = `This picture is too large to be opened. It may have at most ${limits.side} pixels on each side and 50 million in all. Make it smaller and upload it again.`
const notAPicture =
  'This file is not a picture that Crier can use. Upload a JPEG, PNG, GIF or WebP file.'

/** A decoded picture fills memory: this many at a time, the others wait for their turn. */
const atOnce = turns(2)

/** Opens an upload under tight limits, strips it, and writes it anew only where that is needed. */
export const readPicture = (upload: Uint8Array): Promise<Picture> =>
  atOnce(() => openPicture(upload))

async function openPicture(upload: Uint8Array): Promise<Picture> {
  const container = containerOf(upload)
  // SVG is a program that draws; HEIC and others are not decoded everywhere.
  if (container === 'other') throw refuse.invalid(notAPicture, { fields: { file: notAPicture } })
  const about = await measure(upload)
  const turned = (about.orientation ?? 1) !== 1
  const smaller = Math.max(about.width, about.height) > widest
  const bare = !turned && !smaller && isBare(upload)
  const bytes = bare ? upload : await rewrite(upload, container)
  const size = bare ? about : await measure(bytes)
  const thumbnail = await thumbnailOf(bytes)
  const carried = about.exif ?? about.xmp ?? about.iptc ?? about.comments
  return {
    bytes,
    thumbnail,
    type: types[container],
    width: size.width,
    height: size.pageHeight ?? size.height,
    changes: [
      ...(bare || carried === undefined ? [] : ['metadata-removed' as const]),
      ...(turned ? ['turned' as const] : []),
      ...(smaller ? ['made-smaller' as const] : []),
    ],
  }
}

const open = (bytes: Uint8Array, animated = false) =>
  sharp(bytes, { limitInputPixels: limits.pixels, animated, failOn: 'error' })

async function measure(bytes: Uint8Array): Promise<Metadata> {
  let about: Metadata
  try {
    // The header alone is read here; nothing is decoded yet.
    about = await sharp(bytes, { limitInputPixels: false }).metadata()
  } catch {
    throw refuse.invalid(notAPicture, { fields: { file: notAPicture } })
  }
  const { width, height, pages = 1 } = about
  const large = Math.max(width, height) > limits.side || width * height * pages > limits.pixels
  if (large || pages > limits.frames)
    throw refuse.tooLarge(tooManyPixels, { fields: { file: tooManyPixels } })
  return about
}

/** Also the proof that what stays as it came can be decoded to its end. */
async function thumbnailOf(bytes: Uint8Array): Promise<Uint8Array> {
  try {
    return await open(bytes)
      .resize(thumbnailSide, thumbnailSide, { fit: 'inside', withoutEnlargement: true })
      .webp({ quality: 80 })
      .toBuffer()
  } catch {
    throw refuse.invalid(notAPicture, { fields: { file: notAPicture } })
  }
}

async function rewrite(upload: Uint8Array, container: keyof typeof types): Promise<Uint8Array> {
  const animated = container === 'gif' || container === 'webp'
  try {
    const fitted = open(upload, animated)
      .autoOrient()
      .resize(widest, widest, { fit: 'inside', withoutEnlargement: true })
    switch (container) {
      case 'jpeg':
        return await fitted.jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer()
      case 'png':
        return await fitted.png().toBuffer()
      case 'gif':
        return await fitted.gif().toBuffer()
      case 'webp':
        return await fitted.webp({ quality: 92 }).toBuffer()
    }
  } catch {
    throw refuse.invalid(notAPicture, { fields: { file: notAPicture } })
  }
}
