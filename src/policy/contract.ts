import { z } from 'zod'
import { contract } from '../platform/contract.ts'
import { instant } from '../platform/fields.ts'

/** As long as the ledger keeps a text whole. */
const reason = z
  .string()
  .trim()
  .min(3)
  .max(500)
  .regex(/^[\P{Cc}\n\r\t]+$/u, 'It may not hold control characters.')
const line = z
  .string()
  .trim()
  .regex(/^\P{Cc}+$/u, 'It may not hold line breaks or control characters.')
const packId = z.string().regex(/^[a-z-]{1,40}$/)
const settingKey = z.string().regex(/^[a-zA-Z.]{1,80}$/)
const clauseId = z.string()

const packView = z.object({
  id: packId,
  name: z.string(),
  about: z.string(),
  version: z.int(),
  clauses: z.int(),
  bound: z.boolean(),
})

const controlView = z.object({
  id: z.string(),
  title: z.string(),
  what: z.string(),
  /** Whether this version of Crier has it. */
  built: z.boolean(),
  /** Whether it looks at what this council does. */
  applies: z.boolean(),
  clauses: z.array(clauseId),
})

const clauseView = z.object({
  id: clauseId,
  pack: packId,
  packName: z.string(),
  ref: z.string(),
  title: z.string(),
  summary: z.string(),
  who: z.array(z.string()),
  kind: z.enum(['enforce', 'assist', 'inform', 'evidence']),
  effect: z.string(),
  control: z.object({ id: z.string(), title: z.string(), built: z.boolean() }),
  /** Whether its pack binds this council. */
  bound: z.boolean(),
})

const word = z.object({ pack: packId, value: z.json(), clauses: z.array(clauseId) })
const settingView = z.object({
  key: settingKey,
  question: z.string(),
  kind: z.enum(['one', 'set', 'roles', 'months', 'routes']),
  order: z.enum(['strictest-first', 'shorter', 'longer', 'add-up', 'none']),
  options: z.array(z.object({ value: z.string(), says: z.string() })),
  /** The limit that no choice undoes, in words. */
  floor: z.string().nullable(),
  value: z.json(),
  state: z.enum([
    'by-pack',
    'by-stricter',
    'added-up',
    'by-council',
    'by-floor',
    'strictest-until-answered',
    'must-choose',
    'unset',
  ]),
  /** What the bound packs say, agreeing or not. */
  words: z.array(word),
  /** The words that the value rests on. */
  decidedBy: z.array(word),
  choice: z.object({ value: z.json(), reason: z.string(), by: z.string(), at: instant }).nullable(),
  /** The built controls that use it. */
  controls: z.array(z.string()),
})

const contactList = (each: z.ZodType<string>) => z.array(each).max(200)
const domain = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/)
const mailbox = z.string().trim().toLowerCase().pipe(z.email().max(254))
export const contactsShape = z.object({
  mailDomains: contactList(domain).max(50),
  serviceMailboxes: contactList(mailbox),
  emails: contactList(mailbox),
  phones: contactList(line.min(3).max(40)),
  addresses: contactList(line.min(5).max(300)),
})
/** What was stored is shown as it is. */
const contactsView = z.object({
  mailDomains: z.array(z.string()),
  serviceMailboxes: z.array(z.string()),
  emails: z.array(z.string()),
  phones: z.array(z.string()),
  addresses: z.array(z.string()),
})

const may = z.array(z.enum(['choose-packs', 'change-setting', 'set-contact-details']))

export const policyContract = contract({
  'GET /policy': {
    summary: 'The policy of the council: packs, clauses, controls, settings, open questions.',
    input: z.object({}),
    reply: z.object({
      packs: z.array(packView),
      clauses: z.array(clauseView),
      controls: z.array(controlView),
      settings: z.array(settingView),
      /** Keys of the settings that the council still has to answer. */
      openQuestions: z.array(settingKey),
      contacts: contactsView,
      may,
    }),
  },
  'GET /policy/clauses/:pack/:ref': {
    summary: 'One clause, with the control that serves it and the settings that it decides.',
    input: z.object({ pack: packId, ref: z.string().max(80) }),
    reply: clauseView.extend({ settings: z.array(settingView) }),
  },
  'GET /policy/settings/:key': {
    summary: 'One setting with the history of the choices that the council made.',
    input: z.object({ key: settingKey }),
    reply: settingView.extend({
      history: z.array(
        z.object({
          value: z.json(),
          reason: z.string(),
          by: z.string(),
          at: instant,
          until: instant.nullable(),
        }),
      ),
      may,
    }),
  },
  'PUT /policy/packs': {
    summary: 'Choose the packs that bind the council.',
    input: z.object({ packs: z.array(packId).min(1).max(20), reason }),
    reply: z.object({ packs: z.array(packId), openQuestions: z.array(settingKey) }),
  },
  'PUT /policy/settings/:key': {
    summary: 'Choose a setting, or take the choice back with null so that the packs decide again.',
    input: z.object({ key: settingKey, value: z.json(), reason }),
    reply: settingView,
  },
  'PUT /policy/contact-details': {
    summary: 'Say which contact details are the council’s own, so that they pass the checks.',
    input: contactsShape,
    reply: contactsView,
  },
})
