import { namesOf, suspendedFrom } from '../people/index.ts'
import type { Reader } from '../platform/database.ts'
import { refuse } from '../platform/refusal.ts'

interface Named {
  readonly ownerId: string
  readonly deputyId: string | null
}

/**
 * The owner and the deputy of a channel are two people who work for this council. Who stood there
 * before may stay: a slip in the purpose can be mended before a successor is found.
 */
export async function refuseUnknownPeople(
  db: Reader,
  { ownerId, deputyId }: Named,
  before?: { owner_id: string; deputy_id: string | null },
): Promise<void> {
  if (ownerId !== before?.owner_id && !(await worksHere(db, ownerId)))
    throw refuse.invalid(
      'The owner of the channel is not a person of this council, or can no longer sign in.',
      { fields: { ownerId: 'Choose someone who works here.' } },
    )
  if (deputyId === null) return
  if (deputyId !== before?.deputy_id && !(await worksHere(db, deputyId)))
    throw refuse.invalid('The deputy is not a person of this council, or can no longer sign in.', {
      fields: { deputyId: 'Choose someone who works here.' },
    })
  if (deputyId === ownerId)
    throw refuse.invalid('The owner and the deputy must be two people.', {
      fields: { deputyId: 'Choose someone else than the owner.' },
    })
}

/** Someone who has left is suspended everywhere. */
async function worksHere(db: Reader, personId: string): Promise<boolean> {
  if (!(await namesOf(db, [personId])).has(personId)) return false
  return !(await suspendedFrom(db, personId)).everywhere
}
