import type { Writer } from '../platform/database.ts'
import { openCheckpoint } from './checkpoint.ts'
import { diagnose, vouchesFor } from './diagnose.ts'
import { readEntry } from './entry.ts'
import {
  altered,
  alteredAsShown,
  checkpointForged,
  checkpointMissing,
  dropped,
  droppedWithPlace,
  type Finding,
  rewritten,
  rewrittenSince,
  tailDropped,
  tailDroppedSince,
  treeAltered,
} from './findings.ts'
import type { CouncilKeys } from './keys.ts'
import { type Digest, emptyTree, grow, leafHash, rootOf, type Tree } from './merkle.ts'
import {
  checkpointsAfter,
  type EntryFound,
  type LeafFound,
  leavesFrom,
  type SignedCheckpoint,
} from './store.ts'

export interface Walk {
  readonly db: Writer
  readonly councilId: string
  readonly keys: CouncilKeys
  /** Checkpoints kept outside the database: the root by size. */
  readonly kept: ReadonlyMap<number, Digest>
  readonly batch: number
}

export interface Walked {
  readonly entries: number
  readonly checkpoints: number
  /** The first thing wrong, in the order of the entries. */
  readonly finding: Finding | undefined
}

/** Builds the tree anew from the entries, holding all that is stored against it as it grows. */
export async function walk(walk: Walk): Promise<Walked> {
  const { db, keys, kept, batch } = walk
  const tree = emptyTree()
  const checkpoints = allCheckpoints(db, batch)
  let next = (await checkpoints.next()).value
  let passed = 0
  let covered = 0
  const ended = (finding?: Finding): Walked => ({
    entries: tree.size,
    checkpoints: passed,
    finding,
  })

  for await (const leaf of allLeaves(db, batch)) {
    const wrong = leafProblem(leaf, tree.size, keys)
    if (wrong === 'out of place') return ended(await diagnose(walk, leaf))
    if (wrong) return ended(wrong)
    if (grow(tree, leaf.hash).join('') !== leaf.subtrees) return ended(treeAltered(tree.size))
    if (next?.size === tree.size) {
      const problem = checkpointProblem(walk, next, tree)
      if (problem) return ended(problem)
      passed += 1
      covered = tree.size
      next = (await checkpoints.next()).value
    }
    const copy = kept.get(tree.size)
    if (copy !== undefined && copy !== rootOf(tree)) return ended(rewrittenSince(tree.size))
  }
  return ended(endProblem(walk, tree.size, covered, next))
}

function leafProblem(
  leaf: LeafFound,
  index: number,
  keys: CouncilKeys,
): Finding | 'out of place' | undefined {
  const number = index + 1
  if (leaf.index !== index) return droppedWithPlace(number)
  if (!vouchesFor(keys, leaf, index)) return 'out of place'
  if (leaf.entry === null) return dropped(number, leaf.entryId)
  if (leafHash(leaf.entry.body) !== leaf.hash) return altered(number, leaf.entryId)
  if (!isShownTruly(leaf.entry)) return alteredAsShown(number, leaf.entryId)
  return undefined
}

/** Whether the columns that lists and filters go by say what the entry says. */
function isShownTruly({ body, shown }: EntryFound): boolean {
  const entry = readEntry(body)
  const { council, id, action, actor, object } = entry
  const at = Temporal.Instant.from(entry.at).toString()
  const terms = namesIn(entry, 0).sort()
  const said = [council, id, at, action, actor.id, object.kind, object.id, terms]
  return JSON.stringify(said) === JSON.stringify(shown)
}

/** The texts two or three levels down, as the database takes them. */
function namesIn(value: unknown, level: number): string[] {
  if (typeof value === 'string') return level >= 2 ? [value] : []
  if (level === 3 || value === null || typeof value !== 'object') return []
  return Object.values(value).flatMap((each) => namesIn(each, level + 1))
}

function checkpointProblem(
  { councilId, keys }: Walk,
  stored: SignedCheckpoint,
  tree: Tree,
): Finding | undefined {
  const signed = openCheckpoint(keys.verifiers, councilId, stored.note)
  if (signed === null || signed.size !== stored.size || signed.root !== stored.root)
    return checkpointForged(stored.size)
  return signed.root === rootOf(tree) ? undefined : rewritten(tree.size)
}

/** What only shows when all entries have been seen. */
function endProblem(
  { councilId, keys, kept }: Walk,
  size: number,
  covered: number,
  next: SignedCheckpoint | undefined,
): Finding | undefined {
  if (next !== undefined)
    return openCheckpoint(keys.verifiers, councilId, next.note)
      ? tailDropped(size + 1, next.size)
      : checkpointForged(next.size)
  const later = Math.max(...kept.keys(), 0)
  if (later > size) return tailDroppedSince(size + 1, later)
  return covered < size ? checkpointMissing(covered + 1) : undefined
}

async function* allLeaves(db: Writer, batch: number): AsyncGenerator<LeafFound> {
  for (let from = 0; ; ) {
    const page = await leavesFrom(db, from, batch)
    yield* page
    const last = page.at(-1)
    if (last === undefined) return
    from = last.index + 1
  }
}

async function* allCheckpoints(
  db: Writer,
  batch: number,
): AsyncGenerator<SignedCheckpoint, undefined> {
  for (let size = 0; ; ) {
    const page = await checkpointsAfter(db, size, batch)
    yield* page
    const last = page.at(-1)
    if (last === undefined) return
    size = last.size
  }
}
