import { query } from '../../platform/action.ts'
import { refuse } from '../../platform/refusal.ts'
import { ledgerContract } from '../contract.ts'
import type { LedgerKeys } from '../keys.ts'
import { toBase64 } from '../merkle.ts'
import { readsLedger } from '../permission.ts'
import { consistencySpans, proofOf, subtreesOf } from '../proof.ts'
import { latestCheckpoint, subtreeRoots } from '../store.ts'
import { viewCheckpoint } from '../view.ts'

export const showCheckpoint = (keys: LedgerKeys) =>
  query({
    shape: ledgerContract['GET /ledger/checkpoint'],
    may: readsLedger,
    async do({ db }, { since }) {
      const latest = await latestCheckpoint(db)
      const verifier = keys(db.councilId ?? '').signer.verifier.text
      const size = latest?.size ?? 0
      if (since !== undefined && since > size)
        throw refuse.conflict(
          `The ledger holds ${size} entries and the checkpoint you kept covers ${since}: entries were dropped. Keep your copy and tell your auditor.`,
        )
      const spans = since === undefined ? null : consistencySpans(since, size)
      const root = await subtreeRoots(db, (spans ?? []).flatMap(subtreesOf))
      return {
        verifier,
        latest: latest === undefined ? null : viewCheckpoint(latest),
        consistency: spans && proofOf(spans, root).map(toBase64),
      }
    },
  })
