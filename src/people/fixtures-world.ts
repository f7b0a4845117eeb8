import { testDoor } from '../../test/support/door.ts'
import type { PersonCaller } from '../platform/caller.ts'
import { newId } from '../platform/id.ts'
import { aCouncil, aPerson, inCouncil, type PersonFacts } from './fixtures.ts'
import { entryBook } from './fixtures-entries.ts'
import { asSuperuser } from './fixtures-superuser.ts'
import { guard } from './guard.ts'
import type { RoleId } from './roles.ts'

/** For tests of actions: a door, a council, and people of it by role. */
export async function peopleWorld() {
  const { committed, ...book } = entryBook()
  const world = await testDoor({ guard, committed })
  const { pool, clock, councilId, database } = world
  const url = database.superuserUrl
  await aCouncil(pool, { id: councilId })
  return {
    ...world,
    inside: <R>(work: Parameters<typeof inCouncil<R>>[2]) => inCouncil(pool, councilId, work),
    person: (facts: Partial<PersonFacts> = {}) => aPerson(pool, { councilId, ...facts }),
    withRole: (...roles: RoleId[]) => aPerson(pool, { councilId, roles }),
    /** Somebody signed in at a browser: the row that their session lives by. */
    async signIn({ personId }: Pick<PersonCaller, 'personId'>): Promise<string> {
      const id = newId()
      await asSuperuser(
        url,
        `insert into people.session (id, person_id, token, expires_at, created_at, updated_at)
         values ($1, $2, $3, $4::timestamptz + interval '7 days', $4, $4)`,
        [id, personId, `token ${id}`, clock.now().toString()],
      )
      return id
    },
    async sessionsOf({ personId }: Pick<PersonCaller, 'personId'>) {
      const sql = 'select id from people.session where person_id = $1'
      return (await asSuperuser<{ id: string }>(url, sql, [personId])).map(({ id }) => id)
    },
    ...book,
    /** Jobs that wait, by name. */
    jobs: (name: string) =>
      asSuperuser<{ payload: Record<string, string>; run_at: Date }>(
        url,
        `select j.payload, j.run_at from graphile_worker._private_jobs j
         join graphile_worker._private_tasks t on t.id = j.task_id
         where t.identifier = $1 order by j.id`,
        [name],
      ),
  }
}
