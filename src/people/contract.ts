import { z } from 'zod'
import { contract } from '../platform/contract.ts'
import { uuid } from '../platform/fields.ts'
import {
  email,
  instant,
  level,
  nation,
  personName,
  personStatus,
  reason,
  roleId,
  secondFactorFor,
} from './fields.ts'
import { personMay } from './person.ts'
import { roleIds } from './roles.ts'

export {
  type DoorstepContract,
  directoryRefusal,
  doorstepContract,
  type SignInContract,
  signInContract,
} from './sign-in/contract.ts'
export { level, personStatus, roleId }

const roleView = z.object({ id: roleId, name: z.string(), says: z.string() })
const levelView = z.object({ channelId: uuid, level })
const councilView = z.object({
  id: uuid,
  slug: z.string(),
  name: z.string(),
  nation,
  zone: z.string(),
  demo: z.boolean(),
})
const suspensionView = z.object({
  id: uuid,
  /** Null: everywhere, sign-in included. */
  channelId: uuid.nullable(),
  reason: z.string(),
  from: instant,
  until: instant.nullable(),
  by: uuid,
})
const lockdownView = z.object({
  id: uuid,
  reason: z.string(),
  from: instant,
  until: instant.nullable(),
  by: uuid,
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
const personLine = z.object({
  id: uuid,
  name: z.string(),
  email: z.string(),
  status: personStatus,
  roles: z.array(roleId),
  levels: z.array(levelView),
  secondFactor: z.boolean(),
  suspended: z.boolean(),
  lastSeen: instant.nullable(),
  accessUntil: instant.nullable(),
  may: z.array(z.enum(personMay)),
})
const personView = personLine.extend({
  experienced: z.boolean(),
  createdAt: instant,
  suspensions: z.array(suspensionView.extend({ mayLift: z.boolean() })),
})
const invitationView = z.object({
  id: uuid,
  email: z.string(),
  name: z.string(),
  roles: z.array(roleId),
  levels: z.array(levelView),
  invitedBy: uuid,
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
  id: uuid,
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
  'read-ledger',
])

export const peopleContract = contract({
  'GET /me': {
    summary: 'Who I am, what I may do, and where I am suspended',
    input: z.object({}),
    reply: z.object({
      person: z.object({ id: uuid, name: z.string(), email: z.string() }),
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
    input: z.object({ sessionId: uuid }),
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
      after: uuid.optional(),
    }),
    reply: z.object({
      people: z.array(personLine),
      /** The id to ask after for the next page; null on the last. */
      next: uuid.nullable(),
      may: z.array(peopleMay),
    }),
  },
  'GET /people/:personId': {
    summary: 'Read one person',
    input: z.object({ personId: uuid }),
    reply: personView,
  },
  'PUT /people/:personId/roles': {
    summary: 'Set the roles of a person',
    input: z.object({ personId: uuid, roles: z.array(roleId).max(roleIds.length) }),
    reply: personView,
  },
  'PUT /people/:personId/levels/:channelId': {
    summary: 'Give, change or take away a level on one channel',
    input: z.object({ personId: uuid, channelId: uuid, level: level.nullable() }),
    reply: personView,
  },
  'PUT /people/:personId/access-end': {
    summary: 'Set when the access of a person ends, at once included',
    input: z.object({ personId: uuid, accessUntil: instant.nullable(), reason }),
    reply: personView,
  },
  'PUT /people/:personId/experienced': {
    summary: 'Say whether a person still counts as a new user',
    input: z.object({ personId: uuid, experienced: z.boolean() }),
    reply: personView,
  },
  'POST /people/:personId/suspensions': {
    summary: 'Suspend a person from chosen channels, or from everything',
    input: z.object({
      personId: uuid,
      channelIds: z.array(uuid).min(1).max(500).nullable(),
      reason,
      until: instant.nullable().default(null),
    }),
    reply: personView,
  },
  'POST /suspensions/:suspensionId/lift': {
    summary: 'Lift a suspension',
    input: z.object({ suspensionId: uuid, reason }),
    reply: personView,
  },
  'POST /people/:personId/sessions/end': {
    summary: 'End every session of a person',
    input: z.object({ personId: uuid, reason }),
    reply: z.object({ ended: z.number().int() }),
  },
  'POST /people/:personId/second-factor/remove': {
    summary: 'Remove every second factor of a person who lost theirs; every session ends',
    input: z.object({ personId: uuid }),
    reply: personView,
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
    input: z.object({ invitationId: uuid }),
    reply: sentInvitation,
  },
  'POST /invitations/:invitationId/withdraw': {
    summary: 'Withdraw an invitation',
    input: z.object({ invitationId: uuid }),
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

export type PeopleContract = typeof peopleContract
