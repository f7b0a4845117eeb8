import { type Reader, read, type Writer, write } from '../platform/database.ts'
import type { PeopleTables } from './tables.ts'

export interface NewSuspension {
  readonly id: string
  readonly councilId: string
  readonly personId: string
  readonly channelId: string | null
  readonly reason: string
  readonly from: Temporal.Instant
  readonly until: Temporal.Instant | null
  readonly by: string
}

export async function insertSuspension(db: Writer, made: NewSuspension): Promise<void> {
  await write<PeopleTables>(db)
    .insertInto('people.suspension')
    .values({
      id: made.id,
      council_id: made.councilId,
      person_id: made.personId,
      channel_id: made.channelId,
      reason: made.reason,
      from_at: made.from,
      until_at: made.until,
      by_id: made.by,
    })
    .execute()
}

export const findSuspension = (db: Reader, id: string) =>
  read<PeopleTables>(db)
    .selectFrom('people.suspension')
    .selectAll()
    .where('id', '=', id)
    .executeTakeFirst()

/** False when it had ended already. */
export async function endSuspension(
  db: Writer,
  id: string,
  ended: { at: Temporal.Instant; by: string | null },
): Promise<boolean> {
  const row = await write<PeopleTables>(db)
    .updateTable('people.suspension')
    .set({ ended_at: ended.at, ended_by: ended.by })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export async function insertLockdown(
  db: Writer,
  made: {
    id: string
    councilId: string
    reason: string
    from: Temporal.Instant
    until: Temporal.Instant | null
    by: string
  },
): Promise<void> {
  await write<PeopleTables>(db)
    .insertInto('people.lockdown')
    .values({
      id: made.id,
      council_id: made.councilId,
      reason: made.reason,
      from_at: made.from,
      until_at: made.until,
      by_id: made.by,
    })
    .execute()
}

export async function endLockdown(
  db: Writer,
  id: string,
  ended: { at: Temporal.Instant; by: string | null },
): Promise<boolean> {
  const row = await write<PeopleTables>(db)
    .updateTable('people.lockdown')
    .set({ ended_at: ended.at, ended_by: ended.by })
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}
