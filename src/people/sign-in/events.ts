import { z } from 'zod'
import { command, done } from '../../platform/action.ts'
import { asPerson, onlySystem } from '../../platform/permission.ts'
import { ownSignIn } from '../guard.ts'

export const signInEvent = z.enum([
  'signed-in',
  'signed-out',
  'password-changed',
  'second-factor-added',
  'second-factor-removed',
  'backup-codes-renewed',
  'passkey-added',
  'passkey-removed',
  'passkey-renamed',
])
export type SignInEvent = z.output<typeof signInEvent>

export const signInMethod = z.enum(['password', 'totp', 'backup-code', 'passkey', 'directory'])
export type SignInMethod = z.output<typeof signInMethod>

/** What a person did with their own sign-in, as that person. */
export const recordSignIn = command({
  shape: {
    name: 'people.record-sign-in',
    summary: 'Record what a person did with their sign-in',
    input: z.object({ event: signInEvent, method: signInMethod.optional() }),
    reply: z.object({}),
  },
  may: ownSignIn,
  async do({ caller }, { event, method }) {
    const { personId, sessionId } = asPerson(caller)
    const details = method === undefined ? { sessionId } : { sessionId, method }
    return done(
      {},
      { action: `person.${event}`, object: { kind: 'person', id: personId }, details },
    )
  },
})

/** What happened to a person's sign-in without them, as far as Crier can know. */
export const recordSignInTrouble = command({
  shape: {
    name: 'people.record-sign-in-trouble',
    summary: 'Record that sign-in was locked, or that a password was replaced by mail',
    input: z.object({
      personId: z.uuid(),
      event: z.enum(['sign-in-locked', 'password-reset-asked', 'password-reset']),
    }),
    reply: z.object({}),
  },
  may: onlySystem,
  async do(_at, { personId, event }) {
    return done({}, { action: `person.${event}`, object: { kind: 'person', id: personId } })
  },
})
