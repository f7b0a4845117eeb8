import type { Append } from '../platform/door.ts'
import { newId } from '../platform/id.ts'
import { composeEntry } from './entry.ts'
import type { LedgerKeys } from './keys.ts'
import { insertEntries } from './store.ts'

/** Records a change in the transaction that makes it: one without the other cannot be. */
export function appendSealedBy(keys: LedgerKeys): Append {
  return async (db, at, drafts) => {
    const { seal } = keys(at.councilId)
    const bodies = drafts.map((draft) => composeEntry(at, draft, newId()))
    await insertEntries(
      db,
      bodies.map((body) => ({ body, seal: seal(body) })),
    )
  }
}
