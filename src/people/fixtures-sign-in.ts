import { hashPassword } from 'better-auth/crypto'
import { testDoor } from '../../test/support/door.ts'
import { read, write } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { silentLog } from '../platform/log.ts'
import type { Letter } from '../platform/mail.ts'
import { aCouncil, aPerson, inCouncil, type PersonFacts } from './fixtures.ts'
import { Browser, serverWith } from './fixtures-browser.ts'
import { guard } from './guard.ts'
import { createPeople } from './people.ts'
import type { PeopleTables } from './tables.ts'

export const goodPassword = 'tuesday lamp orange drum'
export const origin = 'http://localhost:7373'

/** For tests of sign-in: a council, its sign-in server, and people who have a password. */
export async function signInWorld(
  council: Parameters<typeof aCouncil>[1] & { readonly missing?: boolean } = {},
) {
  const { missing = false, ...facts } = council
  const world = await testDoor({ guard })
  const { pool, clock, councilId, database, door } = world
  // better-auth reads the machine's clock, so ours starts where that stands.
  clock.set(Temporal.Now.instant())
  if (!missing) await aCouncil(pool, { ...facts, id: councilId })
  const letters: Letter[] = []
  const people = createPeople({
    door,
    databaseUrl: database.url,
    clock,
    log: silentLog,
    mailer: {
      ready: true,
      send: async (letter) => {
        letters.push(letter)
      },
    },
    publicAddress: origin,
    sealingKeys: [new Uint8Array(32).fill(7)],
  })
  const app = await serverWith(people.plugin)
  const hash = await hashPassword(goodPassword)
  return {
    ...world,
    people,
    letters,
    app,
    browser: () => new Browser(app, origin),
    async withPassword(facts: Partial<PersonFacts> & { email: string }) {
      const person = await aPerson(pool, { councilId, ...facts })
      await inCouncil(pool, person.councilId, (db) =>
        write<PeopleTables>(db)
          .insertInto('people.account')
          .values({
            id: newId(),
            council_id: person.councilId,
            person_id: person.personId,
            provider_id: 'credential',
            account_id: person.personId,
            password: hash,
            created_at: clock.now(),
            updated_at: clock.now(),
          })
          .execute(),
      )
      return person
    },
    /** What the ledger holds about a person, oldest first. */
    async entries(personId: string) {
      const rows = await inCouncil(pool, councilId, (db) =>
        read<{ 'ledger.entry': { id: string; action: string; object_id: string } }>(db)
          .selectFrom('ledger.entry')
          .select('action')
          .where('object_id', '=', personId)
          .orderBy('id')
          .execute(),
      )
      return rows.map((row) => row.action)
    },
    async close() {
      await app.close()
      await people.close()
    },
  }
}
