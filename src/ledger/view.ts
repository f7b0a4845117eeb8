import type { z } from 'zod'
import type { entryView } from './contract.ts'
import { readEntry } from './entry.ts'
import { toBase64 } from './merkle.ts'
import type { PlacedEntry, SignedCheckpoint } from './store.ts'

/** An entry as it is shown. Only its text is asked, never the columns beside it. */
export function viewEntry({ body, index }: PlacedEntry): z.output<typeof entryView> {
  const { id, at, actor, action, object, details, clauses } = readEntry(body)
  const roles = actor.roles ?? []
  const number = index === null ? null : index + 1
  return { id, number, at, actor: { ...actor, roles }, action, object, details, clauses }
}

export const viewCheckpoint = ({ size, root, at, note }: SignedCheckpoint) => ({
  size,
  root: toBase64(root),
  at: at.toString(),
  note,
})
