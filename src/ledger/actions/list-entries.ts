import { query } from '../../platform/action.ts'
import { refuse } from '../../platform/refusal.ts'
import { ledgerContract } from '../contract.ts'
import { readsLedger } from '../permission.ts'
import { findEntries, findEntry } from '../store.ts'
import { viewEntry } from '../view.ts'

export const listEntries = query({
  shape: ledgerContract['GET /ledger/entries'],
  may: readsLedger,
  async do({ db }, { after, most, from, to, ...wanted }) {
    const last = after === undefined ? undefined : await findEntry(db, after)
    if (after !== undefined && last === undefined)
      throw refuse.notFound('The entry after which to go on does not exist. Start from the top.')
    // One more than asked for tells whether there is another page.
    const found = await findEntries(db, {
      ...wanted,
      from: instant(from),
      to: instant(to),
      after: last,
      limit: most + 1,
    })
    const page = found.slice(0, most)
    const next = found.length > most ? (page.at(-1)?.id ?? null) : null
    return { entries: page.map(viewEntry), next }
  },
})

const instant = (text?: string) => (text === undefined ? undefined : Temporal.Instant.from(text))
