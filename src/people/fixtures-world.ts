import { testDoor } from '../../test/support/door.ts'
import type { PersonCaller } from '../platform/caller.ts'
import { read, write } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { aCouncil, aPerson, inCouncil, type PersonFacts } from './fixtures.ts'
import { guard } from './guard.ts'
import type { RoleId } from './roles.ts'
import type { PeopleTables } from './tables.ts'

interface Entry {
  readonly action: string
  readonly details: unknown
}

/** For tests of actions: a door, a council, and people of it by role. */
export async function peopleWorld() {
  const world = await testDoor({ guard })
  const { pool, clock, councilId } = world
  await aCouncil(pool, { id: councilId })
  const inside = <R>(work: Parameters<typeof inCouncil<R>>[2]) => inCouncil(pool, councilId, work)
  return {
    ...world,
    inside,
    person: (facts: Partial<PersonFacts> = {}) => aPerson(pool, { councilId, ...facts }),
    withRole: (...roles: RoleId[]) => aPerson(pool, { councilId, roles }),
    /** Somebody signed in at a browser: the row that their session lives by. */
    async signIn(person: PersonCaller): Promise<string> {
      const id = newId()
      const { client, end } = await owner(world.database.superuserUrl)
      const now = clock.now().toString()
      await client.query(
        `insert into people.session (id, person_id, token, expires_at, created_at, updated_at)
         values ($1, $2, $3, $4::timestamptz + interval '7 days', $4, $4)`,
        [id, person.personId, `token ${id}`, now],
      )
      await end()
      return id
    },
    sessionsOf: (person: PersonCaller) =>
      inside(async (db) => {
        const rows = await read<PeopleTables>(db)
          .selectFrom('people.session')
          .select('id')
          .where('person_id', '=', person.personId)
          .execute()
        return rows.map((row) => row.id)
      }),
    /** The newest entry about a thing. */
    lastEntry: (objectId: string) =>
      inside(async (db): Promise<Entry | undefined> => {
        const row = await read<{ 'ledger.entry': { id: string; body: string; object_id: string } }>(
          db,
        )
          .selectFrom('ledger.entry')
          .select('body')
          .where('object_id', '=', objectId)
          .orderBy('id', 'desc')
          .limit(1)
          .executeTakeFirst()
        return row === undefined ? undefined : JSON.parse(row.body)
      }),
    /** Jobs that wait, by name. */
    async jobs(name: string) {
      const { client, end } = await owner(world.database.superuserUrl)
      const { rows } = await client.query<{ payload: Record<string, string>; run_at: Date }>(
        `select j.payload, j.run_at from graphile_worker._private_jobs j
         join graphile_worker._private_tasks t on t.id = j.task_id
         where t.identifier = $1 order by j.id`,
        [name],
      )
      await end()
      return rows
    },
    write: write<PeopleTables>,
  }
}

async function owner(url: string) {
  const { default: pg } = await import('pg')
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  return { client, end: () => client.end() }
}
