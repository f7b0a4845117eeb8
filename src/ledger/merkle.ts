import { hash } from 'node:crypto'

/**
 * The 32 bytes of a SHA-256 hash as a string of 32 Latin-1 characters. Making a Buffer for each
 * hash costs three times as much as the hashing.
 */
export type Digest = string

const node = Buffer.alloc(65)
node[0] = 1

/** The root of a tree with nothing in it. */
export const emptyRoot: Digest = hash('sha256', '', 'binary')

/** RFC 9162, 2.1.1: a leaf is hashed behind a zero byte, so that it can never pass for a node. */
export function leafHash(body: string): Digest {
  return hash('sha256', `\0${body}`, 'binary')
}

/** Two subtrees are hashed behind a one byte. */
export function nodeHash(left: Digest, right: Digest): Digest {
  node.write(left, 1, 32, 'latin1')
  node.write(right, 33, 32, 'latin1')
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
export function grow(tree: Tree, leaf: Digest): Digest[] {
  const completed: Digest[] = []
  let top = leaf
  for (let rest = tree.size; rest % 2 === 1; rest = (rest - 1) / 2) {
    top = nodeHash(tree.peaks.pop() ?? '', top)
    completed.push(top)
  }
  tree.peaks.push(top)
  tree.size += 1
  return completed
}

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
