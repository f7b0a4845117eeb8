import { type Writer, write } from '../platform/database.ts'
import type { PeopleTables } from './tables.ts'

/** The authenticator app with its back-up codes, and every passkey. */
export async function removeSecondFactors(db: Writer, personId: string): Promise<void> {
  const tables = write<PeopleTables>(db)
  for (const table of ['people.two_factor', 'people.passkey'] as const)
    await tables.deleteFrom(table).where('person_id', '=', personId).execute()
  await tables
    .updateTable('people.person')
    .set({ two_factor_enabled: false })
    .where('id', '=', personId)
    .execute()
}
