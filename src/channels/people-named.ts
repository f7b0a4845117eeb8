import { namesOf } from '../people/index.ts'
import type { Reader } from '../platform/database.ts'
import { refuse } from '../platform/refusal.ts'

/** The owner and the deputy of a channel are people of this council, and two of them. */
export async function refuseUnknownPeople(
  db: Reader,
  named: { ownerId: string; deputyId: string | null },
): Promise<void> {
  const { ownerId, deputyId } = named
  const names = await namesOf(db, deputyId === null ? [ownerId] : [ownerId, deputyId])
  if (!names.has(ownerId))
    throw refuse.invalid('The owner of the channel is not a person of this council.', {
      fields: { ownerId: 'Choose someone who works here.' },
    })
  if (deputyId === null) return
  if (!names.has(deputyId))
    throw refuse.invalid('The deputy is not a person of this council.', {
      fields: { deputyId: 'Choose someone who works here.' },
    })
  if (deputyId === ownerId)
    throw refuse.invalid('The owner and the deputy must be two people.', {
      fields: { deputyId: 'Choose someone else than the owner.' },
    })
}
