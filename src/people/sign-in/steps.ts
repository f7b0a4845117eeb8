import { refuse } from '../../platform/refusal.ts'
import { passwordFault } from '../password.ts'
import type { Attempt, Attempts } from './attempts.ts'
import type { signInContract } from './contract.ts'
import type { SignInEvent, SignInMethod } from './events.ts'
import { directorySignsIn } from './refusals.ts'
import type { SignInPerson } from './store-sign-in.ts'

export type SignInRoute = keyof typeof signInContract
type Fields = Readonly<Record<string, unknown>>

/** What a step can look up about the request, ahead of better-auth. */
export interface StepAt {
  readonly address: string
  readonly attempts: Attempts
  /** Whether the session that asks passed a second factor. */
  readonly strong: boolean
  /** The person signed in, if any. */
  me(): Promise<SignInPerson | undefined>
  /** Whose password the secret of a reset mail would set. */
  ofReset(token: string): Promise<SignInPerson | undefined>
}

export interface Step {
  /** Checks of our own; an attempt that it counts is forgiven when better-auth agrees. */
  before?(at: StepAt, input: Fields): Promise<Attempt | undefined>
  /** What better-auth is sent, where that is not the input itself. */
  send?(input: Fields): Fields
  readonly event?: SignInEvent
  readonly method?: SignInMethod
}

const text = (input: Fields, field: string) => String(input[field] ?? '')
const mailbox = (input: Fields) => text(input, 'email').toLowerCase()
const withoutSpaces = (input: Fields) => ({ code: text(input, 'code').replaceAll(/\s/g, '') })

async function refuseWeak(field: string, password: string, owner: SignInPerson | undefined) {
  const fault = owner === undefined ? null : passwordFault(password, owner)
  if (fault === null) return
  throw refuse.invalid('The new password was not taken, and the old one still works.', {
    fields: { [field]: fault },
  })
}

async function ownPasswordOnly({ me }: StepAt): Promise<undefined> {
  const person = await me()
  if (person?.hasPassword === false) throw refuse.conflict(directorySignsIn)
}

/** A stolen password must not open the way to a factor of the thief's own. */
async function withFactorIfAny({ me, strong }: StepAt): Promise<undefined> {
  if (strong || !(await me())?.hasSecondFactor) return
  throw refuse.secondFactor(
    'You have a passkey or an authenticator app, and this session was opened without it. Sign out, sign in with it and repeat this. If you lost it, an administrator of your council can remove it.',
  )
}

async function changeOfFactors(at: StepAt): Promise<undefined> {
  await ownPasswordOnly(at)
  await withFactorIfAny(at)
}

export const steps: Readonly<Record<SignInRoute, Step>> = {
  'POST /auth/sign-in/email': {
    before: ({ attempts, address }, input) => attempts.begin('sign-in', mailbox(input), address),
    event: 'signed-in',
    method: 'password',
  },
  'POST /auth/two-factor/verify-totp': {
    before: withFactorIfAny,
    send: withoutSpaces,
    event: 'signed-in',
    method: 'totp',
  },
  'POST /auth/two-factor/verify-backup-code': {
    async before({ me }) {
      if ((await me()) !== undefined)
        throw refuse.conflict('You are signed in already, so no back-up code was used up.')
      return undefined
    },
    send: withoutSpaces,
    event: 'signed-in',
    method: 'backup-code',
  },
  'POST /auth/sign-out': { event: 'signed-out' },
  'POST /auth/change-password': {
    async before(at, input) {
      await withFactorIfAny(at)
      const person = await at.me()
      await refuseWeak('newPassword', text(input, 'newPassword'), person)
      return at.attempts.begin('password', person?.id ?? '', at.address)
    },
    send: (input) => ({ ...input, revokeOtherSessions: true }),
    event: 'password-changed',
  },
  'POST /auth/request-password-reset': {
    // Never forgiven: each one may send a mail.
    async before({ attempts, address }, input) {
      await attempts.begin('reset', mailbox(input), address)
      return undefined
    },
  },
  'POST /auth/reset-password': {
    async before({ attempts, address, ofReset }, input) {
      const attempt = await attempts.begin('secret', null, address)
      await refuseWeak(
        'newPassword',
        text(input, 'newPassword'),
        await ofReset(text(input, 'token')),
      )
      return attempt
    },
  },
  'POST /auth/two-factor/enable': {
    before: confirmPassword,
    send: (input) => ({ ...input, method: 'totp' }),
  },
  'POST /auth/two-factor/disable': { before: confirmPassword, event: 'second-factor-removed' },
  'POST /auth/two-factor/generate-backup-codes': {
    before: confirmPassword,
    event: 'backup-codes-renewed',
  },
  'GET /auth/passkey/generate-register-options': { before: changeOfFactors },
  'POST /auth/passkey/verify-registration': { before: changeOfFactors, event: 'passkey-added' },
  'GET /auth/passkey/generate-authenticate-options': {},
  // Nothing to guess: a signature is right or it is not.
  'POST /auth/passkey/verify-authentication': {
    event: 'signed-in',
    method: 'passkey',
  },
  'GET /auth/passkey/list-user-passkeys': {},
  'POST /auth/passkey/delete-passkey': { before: withFactorIfAny, event: 'passkey-removed' },
  'POST /auth/passkey/update-passkey': { before: withFactorIfAny, event: 'passkey-renamed' },
}

/** Whoever holds an open session must not be able to try passwords without end. */
async function confirmPassword(at: StepAt): Promise<Attempt> {
  await changeOfFactors(at)
  return at.attempts.begin('password', (await at.me())?.id ?? '', at.address)
}
