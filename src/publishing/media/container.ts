/**
 * What a picture file carries beside the picture. Pure: bytes in, a word out. Only a file in which
 * every part is known to be harmless may stay as it came; anything else is written anew.
 */
export type Container = 'jpeg' | 'png' | 'gif' | 'webp' | 'other'

/** By content, never by name or by what the browser said. */
export function containerOf(bytes: Uint8Array): Container {
  const starts = (...start: number[]) => start.every((byte, index) => bytes[index] === byte)
  if (starts(0xff, 0xd8, 0xff)) return 'jpeg'
  if (starts(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png'
  if (starts(0x47, 0x49, 0x46, 0x38)) return 'gif'
  if (starts(0x52, 0x49, 0x46, 0x46) && latin(bytes, 8, 4) === 'WEBP') return 'webp'
  return 'other'
}

const latin = (bytes: Uint8Array, from: number, length: number) =>
  String.fromCharCode(...bytes.subarray(from, from + length))

/** True when the file holds the picture, its colours and nothing else, up to its last byte. */
export function isBare(bytes: Uint8Array): boolean {
  switch (containerOf(bytes)) {
    case 'jpeg':
      return isBareJpeg(bytes)
    case 'png':
      return isBarePng(bytes)
    default:
      return false
  }
}

// Frames, tables, scans; JFIF (APP0), a colour profile (APP2) and Adobe's colour mark (APP14).
const jpegParts = new Set([0xc0, 0xc1, 0xc2, 0xc4, 0xda, 0xdb, 0xdd, 0xe0, 0xe2, 0xee])

function isBareJpeg(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 2
  while (at + 4 <= bytes.length) {
    if (bytes[at] !== 0xff) return false
    const marker = bytes[at + 1] ?? 0
    if (marker === 0xd9) return at + 2 === bytes.length
    if (!jpegParts.has(marker)) return false
    // APP2 also holds previews of other pictures, with place and all.
    if (marker === 0xe2 && latin(bytes, at + 4, 11) !== 'ICC_PROFILE') return false
    at += 2 + view.getUint16(at + 2)
    if (marker === 0xda) at = endOfScan(bytes, at)
  }
  return at + 2 === bytes.length && bytes[at] === 0xff && bytes[at + 1] === 0xd9
}

/** Within a scan a marker stands for itself only after 0xff, and 0xff00 is a byte of the picture. */
function endOfScan(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at += 1) {
    if (bytes[at] !== 0xff) continue
    const next = bytes[at + 1] ?? 0
    const restart = next >= 0xd0 && next <= 0xd7
    if (next !== 0x00 && next !== 0xff && !restart) return at
  }
  return bytes.length
}

const pngParts = new Set([
  'IHDR',
  'PLTE',
  'IDAT',
  'IEND',
  'tRNS',
  'gAMA',
  'cHRM',
  'sRGB',
  'iCCP',
  'sBIT',
  'pHYs',
  'bKGD',
])

function isBarePng(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 8
  while (at + 12 <= bytes.length) {
    const part = latin(bytes, at + 4, 4)
    if (!pngParts.has(part)) return false
    at += 12 + view.getUint32(at)
    if (part === 'IEND') return at === bytes.length
  }
  return false
}
