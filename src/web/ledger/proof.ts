/**
 * Recomputes in this browser what the server says of an entry: the hash of its text, and the path
 * of hashes from there to the signed root (RFC 9162, 2.1.3.2). Nobody has to take our word for it.
 */
export interface Inclusion {
  body: string
  /** Counted from 0. */
  index: number
  size: number
  /** Base64, the nearest first. */
  path: readonly string[]
  root: string
}

const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))

async function hash(...pieces: readonly Uint8Array[]): Promise<Uint8Array> {
  const all = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    all.set(piece, at)
    at += piece.length
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', all))
}

const leafMark = Uint8Array.of(0)
const nodeMark = Uint8Array.of(1)

export async function leadsToRoot({ body, index, size, path, root }: Inclusion): Promise<boolean> {
  if (index < 0 || index >= size) return false
  let [node, last] = [index, size - 1]
  let digest = await hash(leafMark, new TextEncoder().encode(body))
  for (const step of path.map(bytesOf)) {
    if (last === 0) return false
    if (node % 2 === 1 || node === last) {
      digest = await hash(nodeMark, step, digest)
      while (node % 2 === 0 && node !== 0) {
        node = Math.floor(node / 2)
        last = Math.floor(last / 2)
      }
    } else {
      digest = await hash(nodeMark, digest, step)
    }
    node = Math.floor(node / 2)
    last = Math.floor(last / 2)
  }
  const wanted = bytesOf(root)
  return last === 0 && digest.length === wanted.length && digest.every((b, i) => b === wanted[i])
}
