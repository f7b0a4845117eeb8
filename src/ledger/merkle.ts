import { hash } from 'node:crypto'

/**
 * The 32 bytes of a SHA-256 hash as a string of 32 Latin-1 characters. Making a Buffer for each
 * hash costs three times as much as the hashing.
 */
export type Digest = string

/** What write() comes down to once it knows the encoding: a tenth of the whole, hash included. */
interface Bytes extends Buffer {
  latin1Write(text: string, at: number, length: number): number
  utf8Write(text: string, at: number): number
}

// Node's types leave these two out.
const room = (size: number) => Buffer.alloc(size, 1) as Bytes

// What is hashed is laid out in memory that stays, seen through views that stay: to make new ones
// for each hash costs as much as the hashing.
const node = room(65)
const leaf = room(3 * 4096 + 1)
leaf[0] = 0
const views: Buffer[] = []

/** The root of a tree with nothing in it. */
export const emptyRoot: Digest = hash('sha256', '', 'binary')

/** RFC 9162, 2.1.1: a leaf is hashed behind a zero byte, so that it can never pass for a node. */
export function leafHash(body: string): Digest {
  // A character takes at most three bytes.
  if (3 * body.length >= leaf.length) return hash('sha256', `\0${body}`, 'binary')
  const end = leaf.utf8Write(body, 1) + 1
  const view = views[end] ?? leaf.subarray(0, end)
  views[end] = view
  return hash('sha256', view, 'binary')
}

/** Two subtrees are hashed behind a one byte. */
export function nodeHash(left: Digest, right: Digest): Digest {
  node.latin1Write(left, 1, 32)
  node.latin1Write(right, 33, 32)
  return hash('sha256', node, 'binary')
}

/** A tree as it grows: only the roots of its complete subtrees, the largest first. */
export interface Tree {
  size: number
  readonly peaks: Digest[]
}

export const emptyTree = (): Tree => ({ size: 0, peaks: [] })

/**
 * Adds a leaf. Returns the roots of the subtrees that it completes, from two leaves upwards: what
 * must be stored for proofs to find every complete subtree later.
 */
export function grow(tree: Tree, leaf: Digest): readonly Digest[] {
  const before = tree.size
  tree.size += 1
  if (before % 2 === 0) {
    tree.peaks.push(leaf)
    return none
  }
  const completed: Digest[] = []
  let top = leaf
  for (let rest = before; rest % 2 === 1; rest = (rest - 1) / 2) {
    top = nodeHash(tree.peaks.pop() ?? '', top)
    completed.push(top)
  }
  tree.peaks.push(top)
  return completed
}

const none: readonly Digest[] = []

export function rootOf(tree: Tree): Digest {
  return joined(tree.peaks)
}

/** The root over subtrees that stand side by side, each smaller than the one before. */
export function joined(peaks: readonly Digest[]): Digest {
  const last = peaks.at(-1)
  if (last === undefined) return emptyRoot
  return peaks.slice(0, -1).reduceRight((right, left) => nodeHash(left, right), last)
}

export const toBytes = (digest: Digest): Buffer => Buffer.from(digest, 'latin1')
export const fromBytes = (bytes: Uint8Array): Digest => Buffer.from(bytes).toString('latin1')
export const toBase64 = (digest: Digest): string => toBytes(digest).toString('base64')
export const fromBase64 = (text: string): Digest => Buffer.from(text, 'base64').toString('latin1')
