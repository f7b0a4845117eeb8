import { sql } from 'kysely'
import { type Reader, read } from '../platform/database.ts'
import type { Level } from './levels.ts'
import type { RoleId } from './roles.ts'
import type { Council, Lockdown, Suspended } from './standing.ts'
import type { PeopleTables } from './tables.ts'

/** What every check reads: small statements, each by key. The rest is in the other stores. */
export async function readCouncil(db: Reader): Promise<Council> {
  const row = await read<PeopleTables>(db)
    .selectFrom('people.council')
    .selectAll()
    .executeTakeFirstOrThrow()
  return {
    id: row.id,
    slug: row.slug,
    name: row.name,
    nation: row.nation,
    zone: row.zone,
    demo: row.demo,
    secondFactorFor: row.second_factor_for,
    invitationDays: row.invitation_days,
  }
}

export async function readLevels(
  db: Reader,
  personId: string,
): Promise<ReadonlyMap<string, Level>> {
  const rows = await read<PeopleTables>(db)
    .selectFrom('people.channel_level')
    .select(['channel_id', 'level'])
    .where('person_id', '=', personId)
    .execute()
  return new Map(rows.map((row) => [row.channel_id, row.level]))
}

export async function readRoles(db: Reader, personId: string): Promise<readonly RoleId[]> {
  const rows = await read<PeopleTables>(db)
    .selectFrom('people.role_grant')
    .select('role')
    .distinct()
    .where('person_id', '=', personId)
    .orderBy('role')
    .execute()
  return rows.map((row) => row.role)
}

export async function readSuspended(db: Reader, personId: string): Promise<Suspended> {
  const rows = await read<PeopleTables>(db)
    .selectFrom('people.person')
    .leftJoin('people.suspension', (join) =>
      join
        .onRef('people.suspension.person_id', '=', 'people.person.id')
        .on('people.suspension.ended_at', 'is', null),
    )
    .select(['people.person.status', 'people.suspension.id', 'people.suspension.channel_id'])
    .where('people.person.id', '=', personId)
    .execute()
  const running = rows.filter((row) => row.id !== null)
  return {
    everywhere: rows.some(
      (row) => row.status === 'left' || (row.id !== null && row.channel_id === null),
    ),
    channelIds: running.flatMap((row) => (row.channel_id === null ? [] : [row.channel_id])),
  }
}

export async function readLockdown(db: Reader): Promise<Lockdown | null> {
  const row = await read<PeopleTables>(db)
    .selectFrom('people.lockdown')
    .selectAll()
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return null
  return {
    id: row.id,
    reason: row.reason,
    from: row.from_at,
    until: row.until_at,
    by: row.by_id,
  }
}

export async function readNames(
  db: Reader,
  personIds: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (personIds.length === 0) return new Map()
  const rows = await read<PeopleTables>(db)
    .selectFrom('people.person')
    .select(['id', 'name'])
    .where('id', '=', sql<string>`any(${[...new Set(personIds)]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.id, row.name]))
}

export async function readIsNew(db: Reader, personId: string): Promise<boolean> {
  const row = await read<PeopleTables>(db)
    .selectFrom('people.person')
    .select('experienced')
    .where('id', '=', personId)
    .executeTakeFirst()
  return row?.experienced !== true
}
