import { type Writer, write } from '../platform/database.ts'
import type { Level } from './levels.ts'
import type { RoleId } from './roles.ts'
import type { PeopleTables } from './tables.ts'

interface Granting {
  readonly councilId: string
  readonly personId: string
  readonly now: Temporal.Instant
}

/** Makes these the roles from one source, whatever they were. */
export async function replaceRoles(
  db: Writer,
  { councilId, personId, now }: Granting,
  source: 'crier' | 'directory',
  roles: readonly RoleId[],
): Promise<void> {
  const tables = write<PeopleTables>(db)
  await tables
    .deleteFrom('people.role_grant')
    .where('person_id', '=', personId)
    .where('source', '=', source)
    .execute()
  for (const role of new Set(roles))
    await tables
      .insertInto('people.role_grant')
      .values({ council_id: councilId, person_id: personId, role, source, granted_at: now })
      .execute()
}

/** Null takes the level away. */
export async function setLevel(
  db: Writer,
  { councilId, personId, now }: Granting,
  channelId: string,
  level: Level | null,
): Promise<void> {
  const tables = write<PeopleTables>(db)
  if (level === null) {
    await tables
      .deleteFrom('people.channel_level')
      .where('person_id', '=', personId)
      .where('channel_id', '=', channelId)
      .execute()
    return
  }
  await tables
    .insertInto('people.channel_level')
    .values({
      council_id: councilId,
      person_id: personId,
      channel_id: channelId,
      level,
      granted_at: now,
    })
    .onConflict((conflict) =>
      conflict.columns(['person_id', 'channel_id']).doUpdateSet({ level, granted_at: now }),
    )
    .execute()
}
