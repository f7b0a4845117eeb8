import { z } from 'zod'
import { contract } from '../../platform/contract.ts'
import { uuid } from '../../platform/fields.ts'
import { email, instant, nation, password, personName, secret, slug } from '../fields.ts'

/** Why single sign-on brought someone back to the sign-in page. */
export const directoryRefusal = z.enum([
  'directory-off',
  'directory-unreachable',
  'directory-refused',
  'directory-expired',
  'directory-no-email',
  'directory-no-group',
  'directory-address-taken',
  'directory-suspended',
])

/**
 * Requests made before anyone is signed in. `doorstepPlugin` serves them, because the council is
 * not known from a session: it comes from a set-up code or an invitation.
 */
export const doorstepContract = contract({
  'GET /sign-in': {
    summary: 'What the sign-in page offers',
    input: z.object({ refused: directoryRefusal.optional() }),
    reply: z.object({
      setUpNeeded: z.boolean(),
      demo: z.object({ council: z.string(), note: z.string() }).nullable(),
      /** The browser goes to `address` to sign in with the council's own directory. */
      singleSignOn: z.array(z.object({ council: z.string(), address: z.string() })),
      /** Whether a forgotten password can be replaced by mail. */
      mail: z.boolean(),
      /** What to tell someone whom single sign-on brought back here. */
      notice: z.string().nullable(),
    }),
  },
  'POST /set-up': {
    summary: 'Create the council and its first administrator, once',
    input: z.object({
      code: z.string().trim().max(100),
      councilName: z.string().trim().min(2).max(120),
      slug,
      nation,
      name: personName,
      email,
      password,
    }),
    reply: z.object({ councilId: uuid, personId: uuid, email: z.string() }),
  },
  'POST /invitations/open': {
    summary: 'Read an invitation by its secret',
    input: z.object({ token: secret }),
    reply: z.object({
      council: z.string(),
      email: z.string(),
      name: z.string(),
      expiresAt: instant,
    }),
  },
  'POST /invitations/accept': {
    summary: 'Accept an invitation: set a name and a password',
    input: z.object({ token: secret, name: personName, password }),
    reply: z.object({ email: z.string() }),
  },
})

const passkeyView = z.object({
  id: uuid,
  name: z.string().nullable(),
  deviceType: z.string(),
  backedUp: z.boolean(),
  createdAt: instant.nullable(),
})
/** As the browser's WebAuthn interface makes and takes them. */
const webAuthn = z.record(z.string(), z.unknown())
const nothing = z.object({})

/**
 * Sign-in itself, which better-auth does. `signInPlugin` serves exactly these; the session travels
 * in a cookie that scripts cannot read.
 */
export const signInContract = contract({
  'POST /auth/sign-in/email': {
    summary: 'Sign in with address and password',
    input: z.object({ email: z.string().trim().max(254), password }),
    reply: z.object({ next: z.enum(['signed-in', 'second-factor']) }),
  },
  'POST /auth/two-factor/verify-totp': {
    summary: 'Give the code of the authenticator app: at sign-in, or to finish setting it up',
    input: z.object({ code: z.string().trim().max(12) }),
    reply: nothing,
  },
  'POST /auth/two-factor/verify-backup-code': {
    summary: 'Give a back-up code instead of the code of the app; each works once',
    input: z.object({ code: z.string().trim().max(40) }),
    reply: nothing,
  },
  'POST /auth/sign-out': { summary: 'Sign out', input: z.object({}), reply: nothing },
  'POST /auth/change-password': {
    summary: 'Change my password; every other session ends',
    input: z.object({ currentPassword: password, newPassword: password }),
    reply: nothing,
  },
  'POST /auth/request-password-reset': {
    summary: 'Ask for a mail with a link to set a new password',
    input: z.object({ email: z.string().trim().max(254) }),
    reply: nothing,
  },
  'POST /auth/reset-password': {
    summary: 'Set a new password with the secret from the mail; every session ends',
    input: z.object({ token: secret, newPassword: password }),
    reply: nothing,
  },
  'POST /auth/two-factor/enable': {
    summary: 'Begin to set up an authenticator app; finish with a first code',
    input: z.object({ password }),
    reply: z.object({ totpURI: z.string(), backupCodes: z.array(z.string()) }),
  },
  'POST /auth/two-factor/disable': {
    summary: 'Remove the authenticator app',
    input: z.object({ password }),
    reply: nothing,
  },
  'POST /auth/two-factor/generate-backup-codes': {
    summary: 'Make new back-up codes; the old ones stop working',
    input: z.object({ password }),
    reply: z.object({ backupCodes: z.array(z.string()) }),
  },
  'GET /auth/passkey/generate-register-options': {
    summary: 'Begin to add a passkey: what navigator.credentials.create needs',
    input: z.object({}),
    reply: webAuthn,
  },
  'POST /auth/passkey/verify-registration': {
    summary: 'Finish adding a passkey',
    input: z.object({ response: webAuthn, name: z.string().trim().min(1).max(60) }),
    reply: passkeyView,
  },
  'GET /auth/passkey/generate-authenticate-options': {
    summary: 'Begin to sign in with a passkey: what navigator.credentials.get needs',
    input: z.object({}),
    reply: webAuthn,
  },
  'POST /auth/passkey/verify-authentication': {
    summary: 'Finish signing in with a passkey',
    input: z.object({ response: webAuthn }),
    reply: nothing,
  },
  'GET /auth/passkey/list-user-passkeys': {
    summary: 'List my passkeys',
    input: z.object({}),
    reply: z.array(passkeyView),
  },
  'POST /auth/passkey/delete-passkey': {
    summary: 'Remove one of my passkeys',
    input: z.object({ id: uuid }),
    reply: nothing,
  },
  'POST /auth/passkey/update-passkey': {
    summary: 'Rename one of my passkeys',
    input: z.object({ id: uuid, name: z.string().trim().min(1).max(60) }),
    reply: nothing,
  },
})

export type DoorstepContract = typeof doorstepContract
export type SignInContract = typeof signInContract
