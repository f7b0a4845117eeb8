import type pg from 'pg'
import type { Clock } from '../platform/clock.ts'
import type { Writer } from '../platform/database.ts'
import { openCheckpoint, originOf, writeCheckpoint } from './checkpoint.ts'
import type { CouncilKeys, LedgerKeys } from './keys.ts'
import { emptyTree, grow, leafHash, rootOf, type Tree } from './merkle.ts'
import { signNote } from './note.ts'
import { consistencySpans, isConsistent, proofOf, subtreesOf } from './proof.ts'
import {
  entriesWaiting,
  type FoldPlace,
  insertCheckpoint,
  insertLeaves,
  type Leaf,
  latestCheckpoint,
  lockLedger,
  type SignedCheckpoint,
  subtreeRoots,
  type WaitingEntry,
} from './store.ts'
import { inCouncil } from './transaction.ts'

export interface FoldParts {
  readonly pool: pg.Pool
  readonly keys: LedgerKeys
  readonly clock: Clock
}

/** The ledger is not as this program left it, so nothing more is signed until a person looks. */
export class LedgerBroken extends Error {}

export interface Folded {
  /** The tree as it now is, to go on from; undefined when another process holds it. */
  readonly tree: Tree | undefined
  readonly made: SignedCheckpoint | undefined
  /** Entries that this program did not write. They never enter the tree. */
  readonly forged: readonly string[]
  /** Where to go on, when there is more than one fold takes. */
  readonly next: FoldPlace | undefined
}

export interface Stretch {
  /** Entries before this place are folded already. */
  readonly after: FoldPlace
  readonly limit: number
}

/** Adds waiting entries to a council's tree and signs the result, in one transaction. */
export function fold(
  { pool, keys, clock }: FoldParts,
  councilId: string,
  { after, limit }: Stretch,
  seen?: Tree,
): Promise<Folded> {
  return inCouncil(pool, councilId, async (db) => {
    if (!(await lockLedger(db)))
      return { tree: undefined, made: undefined, forged: [], next: undefined }
    const own = keys(councilId)
    const tree = await trustedTree(db, own, seen)
    const waiting = await entriesWaiting(db, after, limit)
    const genuine = waiting.filter(({ body, seal }) => own.isSealed(body, seal))
    const forged = waiting.filter((entry) => !genuine.includes(entry)).map(({ id }) => id)
    const made = genuine.length === 0 ? undefined : await extend(db, own, tree, genuine, clock)
    const next = waiting.length < limit ? undefined : waiting.at(-1)
    return { tree, made, forged, next }
  })
}

async function extend(
  db: Writer,
  keys: CouncilKeys,
  tree: Tree,
  entries: readonly WaitingEntry[],
  clock: Clock,
): Promise<SignedCheckpoint> {
  const leaves = entries.map(({ id, body }): Leaf => {
    const index = tree.size
    const hash = leafHash(body)
    return {
      index,
      entryId: id,
      hash,
      subtrees: grow(tree, hash),
      seal: keys.seal(placeOf(index, id, hash)),
    }
  })
  const { size } = tree
  const root = rootOf(tree)
  const origin = originOf(db.councilId ?? '')
  const note = signNote(writeCheckpoint({ origin, size, root }), keys.signer)
  const made = { size, root, note, at: clock.now() }
  await insertLeaves(db, leaves)
  await insertCheckpoint(db, made)
  return made
}

/** What a leaf's seal vouches for: this entry stands at this place. */
export function placeOf(index: number, entryId: string, hash: string): string {
  return `${index} ${entryId} ${hash}`
}

/**
 * The tree to add to. What the database holds is believed only as far as our own signature
 * reaches: whoever altered it must not get a new signature over their version.
 */
async function trustedTree(db: Writer, keys: CouncilKeys, seen = emptyTree()): Promise<Tree> {
  const latest = await latestCheckpoint(db)
  if (latest === undefined) {
    if (seen.size > 0) throw shorter(seen.size, 0)
    return emptyTree()
  }
  const signed = openCheckpoint(keys.verifiers, db.councilId ?? '', latest.note)
  if (signed?.size !== latest.size)
    throw new LedgerBroken(
      `The checkpoint over ${latest.size} entries was not signed by this program's key.`,
    )
  if (signed.size < seen.size) throw shorter(seen.size, signed.size)
  const tree = await storedTree(db, signed.size)
  if (rootOf(tree) !== signed.root)
    throw new LedgerBroken(`The tree over ${signed.size} entries is not the one that was signed.`)
  if (seen.size > 0 && !(await continues(db, seen, tree)))
    throw new LedgerBroken(`The first ${seen.size} entries are not those that were signed before.`)
  return tree
}

const shorter = (before: number, now: number) =>
  new LedgerBroken(`The ledger held ${before} entries and now holds ${now}.`)

async function storedTree(db: Writer, size: number): Promise<Tree> {
  const subtrees = subtreesOf({ from: 0, to: size })
  const root = await subtreeRoots(db, subtrees)
  return { size, peaks: subtrees.map(root) }
}

/** Whether the tree still begins with what this process saw. */
async function continues(db: Writer, seen: Tree, tree: Tree): Promise<boolean> {
  const earlier = { size: seen.size, root: rootOf(seen) }
  const later = { size: tree.size, root: rootOf(tree) }
  if (earlier.size === later.size) return earlier.root === later.root
  const spans = consistencySpans(earlier.size, later.size)
  const root = await subtreeRoots(db, spans.flatMap(subtreesOf))
  return isConsistent(earlier, later, proofOf(spans, root))
}
