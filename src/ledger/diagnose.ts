import { openCheckpoint } from './checkpoint.ts'
import {
  alteredWithPlace,
  dropped,
  droppedAndClosedUp,
  type Finding,
  inserted,
  outOfPlace,
  reordered,
  treeAltered,
} from './findings.ts'
import { placeOf } from './fold.ts'
import type { CouncilKeys } from './keys.ts'
import { leafHash } from './merkle.ts'
import { checkpointsAfter, type LeafFound, latestCheckpoint, leavesFrom } from './store.ts'
import type { Walk } from './walk.ts'

/** Whether the sequencer put this entry at this place. */
export function vouchesFor(keys: CouncilKeys, leaf: LeafFound, index: number): boolean {
  return keys.isSealed(placeOf(index, leaf.entryId, leaf.hash), leaf.seal)
}

// How far beyond a wrong leaf, or beyond the end, to look for where things once stood.
const reach = 1000

/** Tells what happened at the first leaf that nothing vouches for in its place. */
export async function diagnose(walk: Walk, leaf: LeafFound): Promise<Finding> {
  const { db, keys } = walk
  const number = leaf.index + 1
  const following = await leavesFrom(db, number, reach)
  const before = await placeBefore(walk, leaf)
  const [next] = following
  if (before === leaf.index + 1 && (next === undefined || vouchesFor(keys, next, next.index + 1)))
    return droppedAndClosedUp(number)
  if (before !== undefined) return reordered(number, leaf.entryId, before + 1)
  if (following.some((later) => vouchesFor(keys, later, leaf.index)))
    return inserted(number, leaf.entryId)
  if (leaf.entry === null) return dropped(number, leaf.entryId)
  if (keys.isSealed(leaf.entry.body, leaf.entry.seal))
    return leafHash(leaf.entry.body) === leaf.hash
      ? outOfPlace(number, leaf.entryId)
      : treeAltered(number)
  return (await isSignedFor(walk, leaf.index))
    ? alteredWithPlace(number, leaf.entryId)
    : inserted(number, leaf.entryId)
}

/** The place that the leaf's seal was made for, wherever that is. */
async function placeBefore({ db, keys }: Walk, leaf: LeafFound): Promise<number | undefined> {
  const size = Math.max((await latestCheckpoint(db))?.size ?? 0, leaf.index)
  for (let index = 0; index < size + reach; index++) if (vouchesFor(keys, leaf, index)) return index
  return undefined
}

/** Whether we once signed that something stood at this place. */
async function isSignedFor({ db, keys, councilId, kept }: Walk, index: number): Promise<boolean> {
  const later = await checkpointsAfter(db, index, reach)
  return (
    later.some(({ note }) => openCheckpoint(keys.verifiers, councilId, note)) ||
    [...kept.keys()].some((size) => size > index)
  )
}
