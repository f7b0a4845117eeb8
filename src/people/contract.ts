import { z } from 'zod'
import { contract } from '../platform/contract.ts'
import { levels } from './levels.ts'
import { roleIds } from './roles.ts'

const instant = z.iso.datetime({ offset: true })
const email = z.email().max(254)
const personName = z.string().trim().min(1).max(120)
const reason = z.string().trim().min(3).max(2000)
const password = z.string().max(1024)
const secret = z.string().min(1).max(200)
const nation = z.enum(['E', 'W', 'S', 'NI'])
const slug = z
  .string()
  .max(40)
  .regex(/^[a-z][a-z0-9-]*$/)
const secondFactorFor = z.enum(['nobody', 'administrators', 'everyone'])

export const roleId = z.enum(roleIds)
export const level = z.enum(levels)
export const personStatus = z.enum(['active', 'left'])

const roleView = z.object({ id: roleId, name: z.string(), says: z.string() })
const levelView = z.object({ channelId: z.uuid(), level })
const councilView = z.object({
  id: z.uuid(),
  slug: z.string(),
  name: z.string(),
  nation,
  zone: z.string(),
  demo: z.boolean(),
})
const suspensionView = z.object({
  id: z.uuid(),
  /** Null: everywhere, sign-in included. */
  channelId: z.uuid().nullable(),
  reason: z.string(),
  from: instant,
  until: instant.nullable(),
  by: z.uuid(),
})
const lockdownView = z.object({
  id: z.uuid(),
  reason: z.string(),
  from: instant,
  until: instant.nullable(),
  by: z.uuid(),
})
const secondFactorView = z.object({
  required: z.boolean(),
  totp: z.boolean(),
  passkeys: z.number().int(),
  /** Whether this session was opened with it. */
  used: z.boolean(),
  /**
   * Nothing but this is possible until it is done: setting one up, signing in with it, or, for
   * people whom the council's directory signs in, being asked for one there.
   */
  owed: z.enum(['set-up', 'use', 'directory']).nullable(),
})
const personMay = z.enum([
  'change-roles',
  'set-levels',
  'suspend',
  'end-sessions',
  'set-access-end',
  'set-experienced',
])
const personLine = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  status: personStatus,
  roles: z.array(roleId),
  levels: z.array(levelView),
  secondFactor: z.boolean(),
  suspended: z.boolean(),
  lastSeen: instant.nullable(),
  accessUntil: instant.nullable(),
  may: z.array(personMay),
})
const personView = personLine.extend({
  experienced: z.boolean(),
  createdAt: instant,
  suspensions: z.array(suspensionView.extend({ mayLift: z.boolean() })),
})
const invitationView = z.object({
  id: z.uuid(),
  email: z.string(),
  name: z.string(),
  roles: z.array(roleId),
  levels: z.array(levelView),
  invitedBy: z.uuid(),
  createdAt: instant,
  expiresAt: instant,
  state: z.enum(['waiting', 'accepted', 'withdrawn', 'expired']),
  may: z.array(z.enum(['send-again', 'withdraw'])),
})
/** With no mail set up the link is handed over by the person who invites. */
const sentInvitation = z.object({
  invitation: invitationView,
  delivery: z.enum(['mail', 'by-hand']),
  link: z.string().nullable(),
})
const sessionView = z.object({
  id: z.uuid(),
  current: z.boolean(),
  /** The browser's own description of itself. */
  device: z.string(),
  address: z.string(),
  startedAt: instant,
  lastSeen: instant,
  expiresAt: instant,
})
const groupRole = z.object({
  group: z.string().trim().min(1).max(200),
  roles: z.array(roleId).min(1),
})
const singleSignOnView = z.object({
  enabled: z.boolean(),
  issuer: z.string(),
  clientId: z.string(),
  hasClientSecret: z.boolean(),
  groupsClaim: z.string(),
  groupRoles: z.array(groupRole),
  /** To be entered at the identity provider. */
  redirectAddress: z.string(),
  countsAsSecondFactor: z.boolean(),
  may: z.array(z.enum(['change'])),
})
const councilSettings = z.object({
  council: councilView,
  secondFactorFor,
  invitationDays: z.number().int(),
  may: z.array(z.enum(['change'])),
})
const peopleMay = z.enum([
  'list-people',
  'invite',
  'change-council',
  'change-single-sign-on',
  'declare-lockdown',
  'end-lockdown',
])

export const peopleContract = contract({
  'GET /me': {
    summary: 'Who I am, what I may do, and where I am suspended',
    input: z.object({}),
    reply: z.object({
      person: z.object({ id: z.uuid(), name: z.string(), email: z.string() }),
      council: councilView,
      roles: z.array(roleView),
      levels: z.array(levelView),
      fullAccess: z.boolean(),
      readOnly: z.boolean(),
      secondFactor: secondFactorView,
      suspensions: z.array(suspensionView),
      lockdown: lockdownView.nullable(),
      may: z.array(peopleMay),
    }),
  },
  'GET /me/sessions': {
    summary: 'List where I am signed in',
    input: z.object({}),
    reply: z.object({ sessions: z.array(sessionView) }),
  },
  'POST /me/sessions/:sessionId/end': {
    summary: 'End one of my sessions',
    input: z.object({ sessionId: z.uuid() }),
    reply: z.object({ ended: z.number().int() }),
  },
  'POST /me/sessions/end-others': {
    summary: 'End all of my sessions but this one',
    input: z.object({}),
    reply: z.object({ ended: z.number().int() }),
  },
  'GET /roles': {
    summary: 'List the roles and what each may do',
    input: z.object({}),
    reply: z.object({ roles: z.array(roleView) }),
  },
  'GET /people': {
    summary: 'List the people of the council',
    input: z.object({
      search: z.string().trim().max(120).optional(),
      role: roleId.optional(),
      status: personStatus.optional(),
      after: z.uuid().optional(),
    }),
    reply: z.object({
      people: z.array(personLine),
      /** The id to ask after for the next page; null on the last. */
      next: z.uuid().nullable(),
      may: z.array(peopleMay),
    }),
  },
  'GET /people/:personId': {
    summary: 'Read one person',
    input: z.object({ personId: z.uuid() }),
    reply: personView,
  },
  'PUT /people/:personId/roles': {
    summary: 'Set the roles of a person',
    input: z.object({ personId: z.uuid(), roles: z.array(roleId).max(roleIds.length) }),
    reply: personView,
  },
  'PUT /people/:personId/levels/:channelId': {
    summary: 'Give, change or take away a level on one channel',
    input: z.object({ personId: z.uuid(), channelId: z.uuid(), level: level.nullable() }),
    reply: personView,
  },
  'PUT /people/:personId/access-end': {
    summary: 'Set when the access of a person ends, at once included',
    input: z.object({ personId: z.uuid(), accessUntil: instant.nullable(), reason }),
    reply: personView,
  },
  'PUT /people/:personId/experienced': {
    summary: 'Say whether a person still counts as a new user',
    input: z.object({ personId: z.uuid(), experienced: z.boolean() }),
    reply: personView,
  },
  'POST /people/:personId/suspensions': {
    summary: 'Suspend a person from chosen channels, or from everything',
    input: z.object({
      personId: z.uuid(),
      channelIds: z.array(z.uuid()).min(1).max(500).nullable(),
      reason,
      until: instant.nullable().default(null),
    }),
    reply: personView,
  },
  'POST /suspensions/:suspensionId/lift': {
    summary: 'Lift a suspension',
    input: z.object({ suspensionId: z.uuid(), reason }),
    reply: personView,
  },
  'POST /people/:personId/sessions/end': {
    summary: 'End every session of a person',
    input: z.object({ personId: z.uuid(), reason }),
    reply: z.object({ ended: z.number().int() }),
  },
  'GET /lockdown': {
    summary: 'Say whether the channels are locked to the crisis team',
    input: z.object({}),
    reply: z.object({
      lockdown: lockdownView.nullable(),
      may: z.array(z.enum(['declare', 'end'])),
    }),
  },
  'POST /lockdown': {
    summary: 'Lock every channel to the crisis team',
    input: z.object({ reason, until: instant.nullable().default(null) }),
    reply: z.object({ lockdown: lockdownView }),
  },
  'POST /lockdown/end': {
    summary: 'End the lockdown',
    input: z.object({ reason }),
    reply: z.object({ lockdown: z.null() }),
  },
  'GET /invitations': {
    summary: 'List invitations',
    input: z.object({}),
    reply: z.object({ invitations: z.array(invitationView), may: z.array(z.enum(['invite'])) }),
  },
  'POST /invitations': {
    summary: 'Invite a person',
    input: z.object({
      email,
      name: personName,
      roles: z.array(roleId).max(roleIds.length).default(['author']),
      levels: z.array(levelView).max(500).default([]),
      accessUntil: instant.nullable().default(null),
    }),
    reply: sentInvitation,
  },
  'POST /invitations/:invitationId/send-again': {
    summary: 'Send an invitation again with a new link; the old link stops working',
    input: z.object({ invitationId: z.uuid() }),
    reply: sentInvitation,
  },
  'POST /invitations/:invitationId/withdraw': {
    summary: 'Withdraw an invitation',
    input: z.object({ invitationId: z.uuid() }),
    reply: z.object({ invitation: invitationView }),
  },
  'GET /council': {
    summary: 'Read the settings of the council',
    input: z.object({}),
    reply: councilSettings,
  },
  'PUT /council': {
    summary: 'Change the settings of the council',
    input: z.object({
      name: z.string().trim().min(2).max(120),
      secondFactorFor,
      invitationDays: z.number().int().min(1).max(30),
    }),
    reply: councilSettings,
  },
  'GET /single-sign-on': {
    summary: 'Read the single sign-on settings',
    input: z.object({}),
    reply: singleSignOnView,
  },
  'PUT /single-sign-on': {
    summary: 'Change the single sign-on settings',
    input: z.object({
      enabled: z.boolean(),
      issuer: z.url().max(500),
      clientId: z.string().trim().min(1).max(300),
      /** Left out: the one that is kept stays. */
      clientSecret: z.string().min(1).max(1000).optional(),
      groupsClaim: z.string().trim().min(1).max(100).default('groups'),
      groupRoles: z.array(groupRole).max(200),
      /** The directory always asks for a second factor, so Crier need not. */
      countsAsSecondFactor: z.boolean().default(false),
    }),
    reply: singleSignOnView,
  },
})

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
    reply: z.object({ councilId: z.uuid(), personId: z.uuid(), email: z.string() }),
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
  id: z.uuid(),
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
    input: z.object({ id: z.uuid() }),
    reply: nothing,
  },
  'POST /auth/passkey/update-passkey': {
    summary: 'Rename one of my passkeys',
    input: z.object({ id: z.uuid(), name: z.string().trim().min(1).max(60) }),
    reply: nothing,
  },
})

export type PeopleContract = typeof peopleContract
export type DoorstepContract = typeof doorstepContract
export type SignInContract = typeof signInContract
