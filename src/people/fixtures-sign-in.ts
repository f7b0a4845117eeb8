import { hashPassword } from 'better-auth/crypto'
import { testDoor } from '../../test/support/door.ts'
import { newId } from '../platform/id.ts'
import { silentLog } from '../platform/log.ts'
import type { Letter, Mailer } from '../platform/mail.ts'
import type { SealingKeys } from '../platform/secrets.ts'
import { aCouncil, aPerson, inCouncil, type PersonFacts } from './fixtures.ts'
import { Browser, serverWith } from './fixtures-browser.ts'
import { entryBook } from './fixtures-entries.ts'
import { guard } from './guard.ts'
import { createPeople, type PeopleParts } from './people.ts'
import { insertAccount } from './store-council.ts'

export const goodPassword = 'tuesday lamp orange drum'
export const origin = 'http://localhost:7373'
export const sealingKeys = [new Uint8Array(32).fill(7)] as const

type CouncilFacts = Parameters<typeof aCouncil>[1] & { readonly missing?: boolean }

/** For tests of sign-in: a council, its sign-in server, and people who have a password. */
export async function signInWorld({ missing = false, ...facts }: CouncilFacts = {}) {
  const { committed, entries } = entryBook()
  const world = await testDoor({ guard, committed })
  const { pool, clock, councilId, database, door } = world
  // better-auth reads the machine's clock, so ours starts where that stands.
  clock.set(Temporal.Now.instant())
  if (!missing) await aCouncil(pool, { ...facts, id: councilId })
  const { mailer, letters } = letterbox()
  const start = (keys: SealingKeys, publicAddress = origin) =>
    signInServer({
      ...{ door, clock, mailer, publicAddress, log: silentLog },
      ...{ sealingKeys: keys, databaseUrl: database.url },
    })
  const passwordHash = await hashPassword(goodPassword)
  return {
    ...world,
    ...(await start(sealingKeys)),
    letters,
    /** Another server on the same database: with other keys, or at another address. */
    restart: start,
    async withPassword(wanted: Partial<PersonFacts> & { email: string }) {
      const person = await aPerson(pool, { councilId, ...wanted })
      const { personId } = person
      const account = { id: newId(), councilId: person.councilId, personId, passwordHash }
      await inCouncil(pool, person.councilId, (db) =>
        insertAccount(db, { ...account, provider: 'credential', accountId: personId }, clock.now()),
      )
      return person
    },
    /** What the ledger holds about a person, oldest first. */
    entries: (personId: string) => entries(personId).map(({ action }) => action),
  }
}

async function signInServer(parts: PeopleParts) {
  const people = createPeople(parts)
  const app = await serverWith(people.plugin)
  return {
    people,
    app,
    browser: () => new Browser(app, parts.publicAddress),
    async close() {
      await app.close()
      await people.close()
    },
  }
}

function letterbox() {
  const letters: Letter[] = []
  const mailer: Mailer = {
    ready: true,
    send: async (letter) => {
      letters.push(letter)
    },
  }
  return { mailer, letters }
}
