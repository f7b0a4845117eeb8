import { query } from '../../platform/action.ts'
import type { Reader } from '../../platform/database.ts'
import { refuse } from '../../platform/refusal.ts'
import { openCheckpoint } from '../checkpoint.ts'
import { ledgerContract } from '../contract.ts'
import type { CouncilKeys, LedgerKeys } from '../keys.ts'
import { leafHash, toBase64 } from '../merkle.ts'
import { readsLedger } from '../permission.ts'
import { inclusionSpans, proofOf, rootFromPath, subtreesOf } from '../proof.ts'
import { findEntry, latestCheckpoint, type PlacedEntry, subtreeRoots } from '../store.ts'
import { viewCheckpoint, viewEntry } from '../view.ts'

export const showEntry = (keys: LedgerKeys) =>
  query({
    shape: ledgerContract['GET /ledger/entries/:entryId'],
    may: readsLedger,
    async do({ db }, { entryId }) {
      const entry = await findEntry(db, entryId)
      if (entry === undefined) throw refuse.notFound('That entry does not exist.')
      const proof = await proveInclusion(db, keys(db.councilId ?? ''), entry)
      return { ...viewEntry(entry), body: entry.body, proof }
    },
  })

/** Null until the entry is signed for. */
async function proveInclusion(db: Reader, keys: CouncilKeys, { body, index }: PlacedEntry) {
  const checkpoint = await latestCheckpoint(db)
  if (index === null || checkpoint === undefined || index >= checkpoint.size) return null
  const { size, note } = checkpoint
  const spans = inclusionSpans(index, size)
  const path = proofOf(spans, await subtreeRoots(db, spans.flatMap(subtreesOf)))
  const leaf = leafHash(body)
  const signed = openCheckpoint(keys.verifiers, db.councilId ?? '', note)
  const holds = signed?.size === size && signed.root === rootFromPath(leaf, index, size, path)
  return {
    leaf: toBase64(leaf),
    path: path.map(toBase64),
    checkpoint: viewCheckpoint(checkpoint),
    holds,
  }
}
