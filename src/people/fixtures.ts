import type pg from 'pg'
import type { PersonCaller } from '../platform/caller.ts'
import { overClient, type Writer, write } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import type { Level } from './levels.ts'
import type { RoleId } from './roles.ts'
import type { CouncilRow, PeopleTables } from './tables.ts'

const longAgo = Temporal.Instant.from('2026-01-05T09:00:00Z')

/** For tests: rows made straight in the database, past every rule. */
export async function inCouncil<R>(
  pool: pg.Pool,
  councilId: string,
  work: (db: Writer) => Promise<R>,
): Promise<R> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('crier.council', $1, true)`, [councilId])
    const result = await work(overClient(client, councilId))
    await client.query('commit')
    return result
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

/** A council; gives its id. */
export async function aCouncil(
  pool: pg.Pool,
  facts: Partial<Pick<CouncilRow, 'id' | 'slug' | 'name' | 'demo' | 'second_factor_for'>> = {},
): Promise<string> {
  const id = facts.id ?? newId()
  await inCouncil(pool, id, (db) =>
    write<PeopleTables>(db)
      .insertInto('people.council')
      .values({
        slug: `council-${id.slice(-12)}`,
        name: 'Brackenshire Council',
        nation: 'E',
        demo: false,
        second_factor_for: 'administrators',
        created_at: longAgo,
        ...facts,
        id,
      })
      .execute(),
  )
  return id
}

export interface PersonFacts {
  readonly councilId: string
  readonly name?: string
  readonly email?: string
  readonly roles?: readonly RoleId[]
  /** By the id of the channel. */
  readonly levels?: Readonly<Record<string, Level>>
  readonly experienced?: boolean
}

/** A person of a council that exists; gives the caller that they are when signed in. */
export async function aPerson(pool: pg.Pool, facts: PersonFacts): Promise<PersonCaller> {
  const { councilId, roles = ['author'], levels = {}, experienced = true } = facts
  const id = newId()
  const email = facts.email ?? `person-${id.slice(-12)}@brackenshire.example`
  const own = { council_id: councilId, person_id: id, granted_at: longAgo }
  await inCouncil(pool, councilId, async (db) => {
    const tables = write<PeopleTables>(db)
    await tables
      .insertInto('people.person')
      .values({
        id,
        council_id: councilId,
        name: facts.name ?? 'A person',
        email,
        email_verified: true,
        experienced,
        created_at: longAgo,
      })
      .execute()
    for (const role of roles)
      await tables
        .insertInto('people.role_grant')
        .values({ ...own, role, source: 'crier' })
        .execute()
    for (const [channelId, level] of Object.entries(levels))
      await tables
        .insertInto('people.channel_level')
        .values({ ...own, channel_id: channelId, level })
        .execute()
  })
  return { kind: 'person', councilId, personId: id, sessionId: newId(), roles, secondFactor: true }
}
