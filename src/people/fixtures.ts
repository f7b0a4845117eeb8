import type pg from 'pg'
import type { PersonCaller } from '../platform/caller.ts'
import { overClient, type Writer } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import type { Level } from './levels.ts'
import type { RoleId } from './roles.ts'
import type { Council } from './standing.ts'
import { insertCouncil } from './store-council.ts'
import { replaceRoles, setLevel } from './store-grants.ts'
import { insertPerson } from './store-people.ts'

const now = Temporal.Instant.from('2026-01-05T09:00:00Z')

/** For tests: one transaction of a council, past every rule. */
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
  facts: Partial<Pick<Council, 'id' | 'slug' | 'name' | 'demo' | 'secondFactorFor'>> = {},
): Promise<string> {
  const id = facts.id ?? newId()
  const council = {
    slug: `council-${id.slice(-12)}`,
    name: 'Brackenshire Council',
    nation: 'E' as const,
    demo: false,
    secondFactorFor: 'administrators' as const,
    ...facts,
    id,
  }
  await inCouncil(pool, id, (db) => insertCouncil(db, council, now))
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
  const { name = 'A person' } = facts
  const personId = newId()
  const email = facts.email ?? `person-${personId.slice(-12)}@brackenshire.example`
  await inCouncil(pool, councilId, async (db) => {
    const at = { councilId, personId, now }
    await insertPerson(db, { id: personId, name, email, emailVerified: true, experienced }, at)
    await replaceRoles(db, at, 'crier', roles)
    for (const [channelId, level] of Object.entries(levels))
      await setLevel(db, at, channelId, level)
  })
  return { kind: 'person', councilId, personId, sessionId: newId(), roles, secondFactor: true }
}
