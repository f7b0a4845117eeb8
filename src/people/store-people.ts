import { type Selectable, sql } from 'kysely'
import { type Reader, read, type Writer, write } from '../platform/database.ts'
import type { Level } from './levels.ts'
import type { RoleId } from './roles.ts'
import type { PeopleTables, PersonRow, SuspensionRow } from './tables.ts'

export const pageSize = 50

export interface PersonFound {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly status: 'active' | 'left'
  readonly experienced: boolean
  readonly accessUntil: Temporal.Instant | null
  readonly createdAt: Temporal.Instant
  readonly grants: readonly { role: RoleId; source: 'crier' | 'directory' }[]
  readonly roles: readonly RoleId[]
  readonly levels: readonly { channelId: string; level: Level }[]
  readonly suspensions: readonly Selectable<SuspensionRow>[]
  readonly totp: boolean
  readonly passkeys: number
  /** If not, the council's directory signs them in. */
  readonly hasPassword: boolean
  readonly lastSeen: Temporal.Instant | null
}

export interface Search {
  readonly search?: string | undefined
  readonly role?: RoleId | undefined
  readonly status?: 'active' | 'left' | undefined
  readonly after?: string | undefined
}

/** One page by name, and one more row to know whether there is a next. */
export async function searchPeople(db: Reader, wanted: Search): Promise<readonly PersonFound[]> {
  let query = read<PeopleTables>(db).selectFrom('people.person').select(personColumns)
  const { search, role, status, after } = wanted
  if (search) {
    const like = `%${search.replaceAll(/[\\%_]/g, '\\$&')}%`
    query = query.where((eb) => eb.or([eb('name', 'ilike', like), eb('email', 'ilike', like)]))
  }
  if (status !== undefined) query = query.where('status', '=', status)
  if (role !== undefined)
    query = query.where(
      sql<boolean>`exists (select from people.role_grant g where g.person_id = people.person.id and g.role = ${role})`,
    )
  if (after !== undefined)
    query = query.where(
      sql<boolean>`(lower(name), id) > (select lower(p.name), p.id from people.person p where p.id = ${after})`,
    )
  const rows = await query
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .limit(pageSize + 1)
    .execute()
  return withRest(db, rows)
}

export async function findPerson(db: Reader, id: string): Promise<PersonFound | undefined> {
  const rows = await read<PeopleTables>(db)
    .selectFrom('people.person')
    .select(personColumns)
    .where('id', '=', id)
    .execute()
  return (await withRest(db, rows))[0]
}

const personColumns = [
  'id',
  'name',
  'email',
  'status',
  'experienced',
  'access_until',
  'created_at',
] as const

type Basic = Pick<Selectable<PersonRow>, (typeof personColumns)[number]>

/** Everything that hangs on these people, in one query for each kind. */
async function withRest(db: Reader, rows: readonly Basic[]): Promise<PersonFound[]> {
  const ids = rows.map((row) => row.id)
  if (ids.length === 0) return []
  const tables = read<PeopleTables>(db)
  const grants = await grantsOf(db, ids)
  const levels = await levelRowsOf(db, ids)
  const suspensions = await suspensionsOf(db, ids)
  const totp = await tables
    .selectFrom('people.two_factor')
    .select('person_id')
    .where('verified', '=', true)
    .where('person_id', '=', anyOf(ids))
    .execute()
  const passkeys = await tables
    .selectFrom('people.passkey')
    .select(['person_id', (eb) => eb.fn.countAll<number>().as('count')])
    .where('person_id', '=', anyOf(ids))
    .groupBy('person_id')
    .execute()
  const passwords = await tables
    .selectFrom('people.account')
    .select('person_id')
    .where('provider_id', '=', 'credential')
    .where('person_id', '=', anyOf(ids))
    .execute()
  const seen = await tables
    .selectFrom('people.session')
    .select(['person_id', (eb) => eb.fn.max('updated_at').as('at')])
    .where('person_id', '=', anyOf(ids))
    .groupBy('person_id')
    .execute()
  const of = <R extends { person_id: string }>(list: readonly R[], id: string) =>
    list.filter((row) => row.person_id === id)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    email: row.email,
    status: row.status,
    experienced: row.experienced,
    accessUntil: row.access_until,
    createdAt: row.created_at,
    grants: of(grants, row.id).map(({ role, source }) => ({ role, source })),
    roles: [...new Set(of(grants, row.id).map(({ role }) => role))],
    levels: of(levels, row.id).map((each) => ({ channelId: each.channel_id, level: each.level })),
    suspensions: of(suspensions, row.id),
    totp: of(totp, row.id).length > 0,
    passkeys: of(passkeys, row.id)[0]?.count ?? 0,
    hasPassword: of(passwords, row.id).length > 0,
    lastSeen: of(seen, row.id)[0]?.at ?? null,
  }))
}

const anyOf = (ids: readonly string[]) => sql<string>`any(${ids}::uuid[])`

const grantsOf = (db: Reader, ids: readonly string[]) =>
  read<PeopleTables>(db)
    .selectFrom('people.role_grant')
    .select(['person_id', 'role', 'source'])
    .where('person_id', '=', anyOf(ids))
    .orderBy('role')
    .execute()

const levelRowsOf = (db: Reader, ids: readonly string[]) =>
  read<PeopleTables>(db)
    .selectFrom('people.channel_level')
    .select(['person_id', 'channel_id', 'level'])
    .where('person_id', '=', anyOf(ids))
    .orderBy('channel_id')
    .execute()

const suspensionsOf = (db: Reader, ids: readonly string[]) =>
  read<PeopleTables>(db)
    .selectFrom('people.suspension')
    .selectAll()
    .where('person_id', '=', anyOf(ids))
    .where('ended_at', 'is', null)
    .orderBy('from_at')
    .execute()

/** Held while rules about all administrators are checked, so that two removals cannot cross. */
export async function holdCouncil(db: Writer): Promise<void> {
  await write<PeopleTables>(db).selectFrom('people.council').select('id').forUpdate().execute()
}

/** Administrators who can sign in, now and for good, apart from one person. */
export async function lastingAdministrators(db: Reader, personId: string): Promise<number> {
  const rows = await read<PeopleTables>(db)
    .selectFrom('people.person')
    .select('id')
    .where('id', '<>', personId)
    .where('status', '=', 'active')
    .where('access_until', 'is', null)
    .where(
      sql<boolean>`exists (select from people.role_grant g
        where g.person_id = people.person.id and g.role = 'administrator')`,
    )
    .where(
      sql<boolean>`not exists (select from people.suspension s
        where s.person_id = people.person.id and s.channel_id is null and s.ended_at is null)`,
    )
    .execute()
  return rows.length
}

/** People who could act if only the crisis team may. */
export async function countRole(db: Reader, role: RoleId): Promise<number> {
  const rows = await read<PeopleTables>(db)
    .selectFrom('people.role_grant')
    .innerJoin('people.person', 'people.person.id', 'people.role_grant.person_id')
    .select('people.person.id')
    .distinct()
    .where('role', '=', role)
    .where('people.person.status', '=', 'active')
    .execute()
  return rows.length
}

export interface NewPerson {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly emailVerified: boolean
  readonly experienced?: boolean
  readonly accessUntil?: Temporal.Instant | null
}

/** Undefined when somebody, here or in another council, has the address already. */
export async function insertPerson(
  db: Writer,
  person: NewPerson,
  at: { councilId: string; now: Temporal.Instant },
): Promise<string | undefined> {
  const row = await write<PeopleTables>(db)
    .insertInto('people.person')
    .values({
      id: person.id,
      council_id: at.councilId,
      name: person.name,
      email: person.email.toLowerCase(),
      email_verified: person.emailVerified,
      experienced: person.experienced ?? false,
      access_until: person.accessUntil ?? null,
      created_at: at.now,
      updated_at: at.now,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  return row?.id
}

export async function emailIsTaken(db: Reader, email: string): Promise<boolean> {
  const row = await read<PeopleTables>(db)
    .selectFrom('people.person')
    .select('id')
    .where('email', '=', email.toLowerCase())
    .executeTakeFirst()
  return row !== undefined
}

export async function updatePerson(
  db: Writer,
  id: string,
  change: {
    status?: 'active' | 'left'
    experienced?: boolean
    access_until?: Temporal.Instant | null
    email_verified?: boolean
    name?: string
  },
): Promise<void> {
  await write<PeopleTables>(db)
    .updateTable('people.person')
    .set(change)
    .where('id', '=', id)
    .execute()
}
