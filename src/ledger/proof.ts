import { type Digest, joined, nodeHash } from './merkle.ts'

/** A stretch of leaves, `to` not included. */
export interface Span {
  readonly from: number
  readonly to: number
}

/** A complete subtree: `2 ** level` leaves, the `index`th of its level. */
export interface Subtree {
  readonly level: number
  readonly index: number
}

/** The last leaf of a subtree: the one that completes it, in whose row its root is kept. */
export const completedBy = ({ level, index }: Subtree): number => (index + 1) * 2 ** level - 1

/** The fewest complete subtrees that make up a span which proofs ask for, the largest first. */
export function subtreesOf({ from, to }: Span): Subtree[] {
  const subtrees: Subtree[] = []
  for (let at = from; at < to; ) {
    let level = Math.floor(Math.log2(to - at))
    while (at % 2 ** level !== 0) level -= 1
    subtrees.push({ level, index: at / 2 ** level })
    at += 2 ** level
  }
  return subtrees
}

/** The largest power of two smaller than a size. */
const split = (size: number): number => 2 ** (Math.ceil(Math.log2(size)) - 1)

/** RFC 9162, 2.1.3.1: the spans whose roots lead from one leaf to the root, the nearest first. */
export function inclusionSpans(index: number, size: number, from = 0): Span[] {
  if (size <= 1) return []
  const half = split(size)
  const middle = from + half
  return index < half
    ? [...inclusionSpans(index, half, from), { from: middle, to: from + size }]
    : [...inclusionSpans(index - half, size - half, middle), { from, to: middle }]
}

/** RFC 9162, 2.1.4.1: the spans that show how a larger tree contains an earlier one whole. */
export function consistencySpans(earlier: number, size: number): Span[] {
  if (earlier === 0 || earlier === size) return []
  return seam(earlier, size, 0, true)
}

function seam(earlier: number, size: number, from: number, whole: boolean): Span[] {
  if (earlier === size) return whole ? [] : [{ from, to: from + size }]
  const half = split(size)
  const middle = from + half
  return earlier <= half
    ? [...seam(earlier, half, from, whole), { from: middle, to: from + size }]
    : [...seam(earlier - half, size - half, middle, false), { from, to: middle }]
}

/** The roots that a proof consists of, given where to look up those of complete subtrees. */
export function proofOf(spans: readonly Span[], root: (subtree: Subtree) => Digest): Digest[] {
  return spans.map((span) => joined(subtreesOf(span).map(root)))
}

/** RFC 9162, 2.1.3.2: the root that a leaf and its path lead to; null when they do not fit. */
export function rootFromPath(
  leaf: Digest,
  index: number,
  size: number,
  path: readonly Digest[],
): Digest | null {
  if (index >= size) return null
  let position = index
  let last = size - 1
  let root = leaf
  for (const sibling of path) {
    if (last === 0) return null
    if (position % 2 === 1 || position === last) {
      root = nodeHash(sibling, root)
      while (position % 2 === 0 && position !== 0) [position, last] = [position / 2, half(last)]
    } else root = nodeHash(root, sibling)
    position = half(position)
    last = half(last)
  }
  return last === 0 ? root : null
}

const half = (n: number): number => Math.floor(n / 2)

/** RFC 9162, 2.1.4.2: whether a proof leads from the earlier root to the later one. */
export function isConsistent(
  earlier: { readonly size: number; readonly root: Digest },
  later: { readonly size: number; readonly root: Digest },
  proof: readonly Digest[],
): boolean {
  if (earlier.size === later.size) return proof.length === 0 && earlier.root === later.root
  if (earlier.size === 0) return proof.length === 0
  if (earlier.size > later.size) return false
  const isPowerOfTwo = Number.isInteger(Math.log2(earlier.size))
  const [first, ...rest] = isPowerOfTwo ? [earlier.root, ...proof] : proof
  if (first === undefined) return false
  let position = earlier.size - 1
  let last = later.size - 1
  while (position % 2 === 1) [position, last] = [half(position), half(last)]
  let [before, after] = [first, first]
  for (const next of rest) {
    if (last === 0) return false
    if (position % 2 === 1 || position === last) {
      before = nodeHash(next, before)
      after = nodeHash(next, after)
      while (position % 2 === 0 && position !== 0) [position, last] = [position / 2, half(last)]
    } else after = nodeHash(after, next)
    position = half(position)
    last = half(last)
  }
  return last === 0 && before === earlier.root && after === later.root
}
