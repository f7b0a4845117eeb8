import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { test } from 'node:test'
import { leadsToRoot } from './proof.ts'

const sha = (...pieces: Uint8Array[]) =>
  new Uint8Array(createHash('sha256').update(Buffer.concat(pieces)).digest())
const leafOf = (body: string) => sha(Uint8Array.of(0), new TextEncoder().encode(body))
const join = (left: Uint8Array, right: Uint8Array) => sha(Uint8Array.of(1), left, right)

/** The tree as RFC 9162, 2.1.1 and 2.1.3.1 define it, written the plain way. */
const half = (n: number) => 2 ** Math.floor(Math.log2(n - 1))
function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const [first] = leaves
  if (leaves.length === 1 && first) return first
  const k = half(leaves.length)
  return join(rootOf(leaves.slice(0, k)), rootOf(leaves.slice(k)))
}
function pathOf(index: number, leaves: readonly Uint8Array[]): Uint8Array[] {
  if (leaves.length === 1) return []
  const k = half(leaves.length)
  return index < k
    ? [...pathOf(index, leaves.slice(0, k)), rootOf(leaves.slice(k))]
    : [...pathOf(index - k, leaves.slice(k)), rootOf(leaves.slice(0, k))]
}
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64')

function proofOf(index: number, size: number) {
  const bodies = Array.from({ length: size }, (_, at) => `entry ${at}`)
  const leaves = bodies.map(leafOf)
  return {
    body: bodies[index] ?? '',
    index,
    size,
    path: pathOf(index, leaves).map(base64),
    root: base64(rootOf(leaves)),
  }
}

test('every entry of trees of every small size leads to the root', async () => {
  for (let size = 1; size <= 17; size++)
    for (let index = 0; index < size; index++)
      assert.ok(await leadsToRoot(proofOf(index, size)), `entry ${index} of ${size}`)
})

test('a changed text, place, size, path or root does not', async () => {
  const proof = proofOf(4, 11)
  const [first = '', ...others] = proof.path
  const wrong = [
    { ...proof, body: `${proof.body} ` },
    { ...proof, index: 5 },
    { ...proof, index: 11 },
    { ...proof, index: -1 },
    { ...proof, size: 2 },
    { ...proof, path: others },
    { ...proof, path: [...proof.path, first] },
    { ...proof, path: [...others, first] },
    { ...proof, root: base64(leafOf('other')) },
    { ...proof, root: '' },
  ]
  for (const each of wrong) assert.equal(await leadsToRoot(each), false)
})
