import type { FastifyInstance } from 'fastify'
import type { Caller } from '../platform/caller.ts'
import type { Clock } from '../platform/clock.ts'
import type { Door } from '../platform/door.ts'
import type { Log } from '../platform/log.ts'
import type { Mailer } from '../platform/mail.ts'
import { deriveKey, type SealingKeys } from '../platform/secrets.ts'
import { setUpCode } from './demo.ts'
import { resetLetter } from './letters.ts'
import { createAuth, signInSecret } from './sign-in/auth.ts'
import { authenticator } from './sign-in/authenticate.ts'
import { directoryPlugin } from './sign-in/directory-plugin.ts'
import { doorstepPlugin } from './sign-in/doorstep-plugin.ts'
import { hashIdentifier } from './sign-in/identifier.ts'
import { sessionCookie } from './sign-in/session-cookie.ts'
import { recordTrouble, signInPlugin } from './sign-in/sign-in-plugin.ts'
import {
  type Offer,
  openSignInPool,
  personById,
  readOffer,
  removeExpired,
} from './sign-in/store-sign-in.ts'

export interface PeopleParts {
  readonly door: Door
  /** As in the settings; the role is chosen here. */
  readonly databaseUrl: string
  readonly clock: Clock
  readonly log: Log
  readonly mailer: Mailer
  readonly publicAddress: string
  readonly sealingKeys: SealingKeys
}

export interface People {
  /** `active` is false where nobody asked for anything, so that the session may become idle. */
  authenticate(headers: { cookie?: string | undefined }, active?: boolean): Promise<Caller>
  /** A name for the session of these headers, if we signed it; it may have ended since. */
  sessionOf(headers: { cookie?: string | undefined }): string | null
  /** Everything under /api that is served before the door: sign-in, set-up, invitations. */
  readonly plugin: (app: FastifyInstance) => Promise<void>
  /** Whether there is a council, or somebody has to create the first. */
  offer(): Promise<Offer>
  /** Sessions and short-lived secrets that nobody can use any more. */
  tidy(): Promise<void>
  close(): Promise<void>
}

/** Sign-in and all that stands before it, put together once for each process. */
export function createPeople(parts: PeopleParts): People {
  const { door, clock, log, mailer, publicAddress, sealingKeys } = parts
  const pool = openSignInPool(parts.databaseUrl)
  const later = (work: Promise<unknown>) => {
    work.catch((error) => log.error({ err: error }, 'work behind a sign-in failed'))
  }
  const sendReset = async (personId: string, token: string) => {
    const person = await personById(pool, personId)
    // Whom the directory signs in has no password to replace.
    if (!person?.hasPassword || !mailer.ready) return
    await recordTrouble({ door }, person, 'password-reset-asked')
    await mailer.send(resetLetter(person, `${publicAddress}/new-password#${token}`))
  }
  const auth = createAuth({ pool, clock, log, publicAddress, sealingKeys, sendReset })
  const secure = publicAddress.startsWith('https:')
  const name = `${secure ? '__Secure-' : ''}crier.session_token`
  const cookie = sessionCookie({ name, secret: signInSecret(sealingKeys), secure })
  const authenticate = authenticator({ pool, cookie, clock })
  const attemptsKey = deriveKey(sealingKeys, 'attempts')
  const shared = {
    ...{ auth, pool, door, clock, cookie, publicAddress, attemptsKey, authenticate, later },
    ...{ log, sealingKeys, mailReady: mailer.ready, setUpCode: setUpCode(sealingKeys) },
  }
  return {
    authenticate,
    sessionOf: (headers) => {
      const token = cookie.read(headers.cookie)
      return token === null ? null : hashIdentifier(`limit ${token}`)
    },
    plugin: async (app) => {
      await app.register(signInPlugin(shared))
      await app.register(directoryPlugin(shared))
      await app.register(doorstepPlugin(shared))
    },
    offer: () => readOffer(pool),
    tidy: () => removeExpired(pool, clock.now()),
    close: () => pool.end(),
  }
}
