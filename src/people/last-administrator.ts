import type { Writer } from '../platform/database.ts'
import { refuse } from '../platform/refusal.ts'
import { holdCouncil, otherAdministrators } from './store-people.ts'

/** A council must always have somebody who can let people in. */
export async function keepAnAdministrator(
  db: Writer,
  without: { readonly id: string; readonly roles: readonly string[] },
  now: Temporal.Instant,
): Promise<void> {
  if (!without.roles.includes('administrator')) return
  await holdCouncil(db)
  if ((await otherAdministrators(db, without.id, now)) > 0) return
  throw refuse.conflict(
    'This is the last administrator of the council. Make somebody else an administrator first.',
  )
}
