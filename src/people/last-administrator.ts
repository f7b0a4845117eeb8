import type { Writer } from '../platform/database.ts'
import { refuse } from '../platform/refusal.ts'
import { holdCouncil, lastingAdministrators } from './store-people.ts'

/**
 * A council must always have somebody who can let people in: at every moment from now on, or two
 * whose time is up on different days could leave it with nobody.
 */
export async function keepAnAdministrator(
  db: Writer,
  without: { readonly id: string; readonly roles: readonly string[] },
): Promise<void> {
  if (!without.roles.includes('administrator')) return
  await holdCouncil(db)
  if ((await lastingAdministrators(db, without.id)) > 0) return
  throw refuse.conflict(
    'This is the last administrator of the council, or the last whose access has no end. Make somebody else an administrator first.',
  )
}
