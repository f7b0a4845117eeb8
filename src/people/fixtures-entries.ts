import type { EntryDraft } from '../platform/action.ts'

/** For tests: what went into the ledger, as the door tells after each commit. */
export function entryBook() {
  const written: EntryDraft[] = []
  const about = (objectId: string) => written.filter(({ object }) => object.id === objectId)
  return {
    committed: (_councilId: string, entries: readonly EntryDraft[]) => {
      written.push(...entries)
    },
    /** Oldest first. */
    entries: about,
    lastEntry: (objectId: string) => about(objectId).at(-1),
  }
}
