import { z } from 'zod'
import { contract } from '../platform/contract.ts'
import { instant, uuid } from '../platform/fields.ts'

/** Text that PostgreSQL and every reader can hold: no NUL, no half characters. */
const plain = (most: number) =>
  z
    .string()
    .trim()
    .max(most)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), 'This text is damaged.')
const reason = plain(2000).min(3)
const person = z.object({ id: uuid, name: z.string() })

export const channelStatus = z.enum(['planned', 'active', 'paused', 'closed'])
export const connection = z.enum(['none', 'connected', 'signed-out', 'missing-right', 'checking'])
const level = z.enum(['contributor', 'publisher', 'approver', 'administrator'])
const countUnit = z.enum(['graphemes', 'codepoints', 'utf16', 'bytes'])

/** A short id for the screen's logic, one word for its label, one sentence that explains. */
const said = <Id extends z.ZodType>(id: Id) =>
  z.object({ id, word: z.string(), says: z.string(), since: instant.nullable() })

/** What the network allows this account, with the time at which the server said so. */
const limitsView = z.object({
  asOf: z.string(),
  told: z.boolean(),
  readAt: instant,
  text: z.object({
    unit: countUnit,
    max: z.number().int(),
    perLink: z.number().int().nullable(),
    mentions: z.enum(['whole', 'name-only']),
    spoilerCounts: z.boolean(),
  }),
  media: z.object({
    most: z.number().int(),
    types: z.array(z.string()),
    imageBytes: z.number().int(),
    imagePixels: z.number().int().nullable(),
    altText: z.object({ unit: countUnit, max: z.number().int() }),
  }),
  visibilities: z.array(z.enum(['public', 'unlisted', 'followers', 'direct'])),
  thread: z.object({ most: z.number().int().nullable() }),
})

const channelMay = z.enum([
  'update',
  'activate',
  'pause',
  'resume',
  'close',
  'connect',
  'reconnect',
  'check',
  'disconnect',
  'draft',
  'publish',
  'approve',
])

const channelView = z.object({
  id: uuid,
  name: z.string(),
  network: z.object({ id: z.string(), name: z.string(), practice: z.boolean() }),
  purpose: z.string(),
  owner: person,
  deputy: person.nullable(),
  recoveryEmail: z.string().nullable(),
  status: said(channelStatus),
  statusReason: z.string().nullable(),
  connection: said(connection),
  connectionReason: z.string().nullable(),
  /** The account there, as the network told it at the last live check. */
  account: z
    .object({
      handle: z.string(),
      name: z.string(),
      address: z.string(),
      avatar: z.string().nullable(),
    })
    .nullable(),
  checkedAt: instant.nullable(),
  rights: z.array(z.string()),
  missingRights: z.array(z.string()),
  tokenEndsAt: instant.nullable(),
  daysLeft: z.number().int().nullable(),
  /** The network's own code and words at the last check that failed. */
  fault: z
    .object({ at: instant, code: z.string(), words: z.string(), says: z.string() })
    .nullable(),
  limits: limitsView.nullable(),
  /** Publishing works only to active, connected channels. */
  ready: z.boolean(),
  level: level.nullable(),
  may: z.array(channelMay),
})

const channelInput = z.object({
  name: plain(120).min(1),
  purpose: plain(2000).min(3),
  ownerId: uuid,
  deputyId: uuid.nullable().default(null),
  recoveryEmail: z.email().max(254).nullable().default(null),
})
const one = z.object({ channelId: uuid })
const withReason = one.extend({ reason })

export const channelsContract = contract({
  'GET /networks': {
    summary: 'List the networks that this installation knows',
    input: z.object({}),
    reply: z.object({
      networks: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          practice: z.boolean(),
          /** False: its accounts stand on the register, and people post there by hand. */
          connectable: z.boolean(),
          /** What to ask before a person is sent to the network: the server's address, say. */
          questions: z.array(z.object({ name: z.string(), label: z.string(), hint: z.string() })),
        }),
      ),
    }),
  },
  'GET /channels': {
    summary: 'List the register of channels',
    input: z.object({ status: channelStatus.optional() }),
    reply: z.object({ channels: z.array(channelView), may: z.array(z.enum(['create'])) }),
  },
  'POST /channels': {
    summary: 'Enter a channel in the register',
    input: channelInput.extend({
      network: plain(40).min(1),
      status: z.enum(['planned', 'active']).default('active'),
    }),
    reply: channelView,
  },
  'GET /channels/:channelId': {
    summary: 'Read one channel',
    input: one,
    reply: channelView,
  },
  'PUT /channels/:channelId': {
    summary: 'Change what the register says about a channel',
    input: channelInput.extend({ channelId: uuid }),
    reply: channelView,
  },
  'POST /channels/:channelId/activate': {
    summary: 'Put a planned channel to use',
    input: one,
    reply: channelView,
  },
  'POST /channels/:channelId/pause': {
    summary: 'Pause a channel: nothing leaves on it until it is resumed',
    input: withReason,
    reply: channelView,
  },
  'POST /channels/:channelId/resume': {
    summary: 'Resume a paused channel',
    input: one,
    reply: channelView,
  },
  'POST /channels/:channelId/close': {
    summary: 'Close a channel for good; its entry and its history stay',
    input: withReason,
    reply: channelView,
  },
  'POST /channels/:channelId/check': {
    summary: 'Look at the network now: who this is and what it may do',
    input: one,
    reply: channelView,
  },
  'POST /channels/:channelId/disconnect': {
    summary: 'Disconnect a channel: the sign-in is handed back and forgotten',
    input: withReason,
    reply: channelView,
  },
})

/**
 * Served by `connectPlugin`, because a call to the network stands between two commands. The
 * browser goes to `address`; the network sends it back to GET /api/channels/connect/return, which
 * redirects to /channels/:channelId?connected=yes, or to ?connected=no&why=<a sentence>.
 */
export const connectContract = contract({
  'POST /channels/:channelId/connect': {
    summary: 'Begin to connect or reconnect a channel: where to send the browser',
    input: one.extend({ answers: z.record(z.string().max(40), plain(300)).default({}) }),
    reply: z.object({ address: z.string() }),
  },
})

export type ChannelsContract = typeof channelsContract
export type ConnectContract = typeof connectContract
