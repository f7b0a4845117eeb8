import type { Writer } from '../platform/database.ts'
import { updatePerson } from './store-people.ts'
import { endSessions } from './store-sessions.ts'
import { personSuspended } from './suspended.ts'

/** Someone leaves: no session, and nothing of theirs goes out by itself. */
export async function endAccess(
  at: { db: Writer; now: Temporal.Instant },
  personId: string,
  reason: string,
): Promise<void> {
  await updatePerson(at.db, personId, { status: 'left' })
  await endSessions(at.db, personId)
  await personSuspended.announce(at, { personId, channelIds: null, reason, until: null })
}
