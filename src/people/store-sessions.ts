import { type Reader, read, type Writer, write } from '../platform/database.ts'
import type { PeopleTables } from './tables.ts'

const columns = [
  'id',
  'ip_address',
  'user_agent',
  'created_at',
  'updated_at',
  'expires_at',
] as const

export const sessionsOf = (db: Reader, personId: string, now: Temporal.Instant) =>
  read<PeopleTables>(db)
    .selectFrom('people.session')
    .select(columns)
    .where('person_id', '=', personId)
    .where('expires_at', '>', now)
    .orderBy('updated_at', 'desc')
    .execute()

/** How this session was opened. */
export async function usedSecondFactor(db: Reader, sessionId: string): Promise<boolean> {
  const row = await read<PeopleTables>(db)
    .selectFrom('people.session')
    .select('second_factor')
    .where('id', '=', sessionId)
    .executeTakeFirst()
  return row?.second_factor ?? false
}

/** Ends one session of a person, or all but one, or all. Gives how many. */
export async function endSessions(
  db: Writer,
  personId: string,
  which: { only?: string; except?: string } = {},
): Promise<number> {
  let query = write<PeopleTables>(db).deleteFrom('people.session').where('person_id', '=', personId)
  if (which.only !== undefined) query = query.where('id', '=', which.only)
  if (which.except !== undefined) query = query.where('id', '<>', which.except)
  const [result] = await query.execute()
  return Number(result?.numDeletedRows ?? 0)
}
