import { z } from 'zod'
import { instant, uuid } from '../platform/fields.ts'
import { verdictShape } from '../policy/index.ts'
import { attestation, content } from './content.ts'

const person = z.object({ id: uuid, name: z.string() })

export const postState = z.enum([
  'draft',
  'submitted',
  'returned',
  'approved',
  'scheduled',
  'sending',
  'sent',
  'refused',
  'unconfirmed',
  'held',
  'withdrawn',
  'removing',
  'removed',
  'discarded',
])
export const deliveryState = z.enum([
  'due',
  'claimed',
  'sending',
  'sent',
  'refused',
  'unconfirmed',
  'held',
  'withdrawn',
])
export const postMay = z.enum([
  'save',
  'submit',
  'approve',
  'return',
  'clear',
  'schedule',
  'withdraw',
  'discard',
  'release',
  'remove',
])
export const deliveryMay = z.enum(['settle-sent', 'settle-not-sent', 'send-again', 'stop'])

/** A short id for the screen's logic, one word or two for its label, one sentence that explains. */
export const said = <Id extends z.ZodType>(id: Id) =>
  z.object({ id, word: z.string(), says: z.string() })
export const stateView = said(postState).extend({ since: instant, by: person.nullable() })
export const channelRef = z.object({ id: uuid, name: z.string(), network: z.string() })

export const verdictView = verdictShape.extend({
  id: uuid,
  versionId: uuid,
  at: instant,
})

export const scheduleView = z.object({
  kind: z.enum(['as-soon-as-approved', 'at']),
  local: z.string().nullable(),
  zone: z.string().nullable(),
  dueAt: instant.nullable(),
})

export const versionLine = z.object({
  id: uuid,
  number: z.number().int(),
  author: person,
  savedAt: instant,
  basedOn: uuid.nullable(),
  hash: z.string(),
})
export const versionView = versionLine.extend({ content })

export const attestationView = attestation.extend({ versionId: uuid, by: person, at: instant })
/** An officer with authority let the personal data in exactly this version pass. */
export const clearanceView = z.object({
  versionId: uuid,
  by: person,
  at: instant,
  reason: z.string(),
})
export const decisionView = z.object({
  id: uuid,
  versionId: uuid,
  kind: z.enum(['approved', 'returned']),
  by: person,
  at: instant,
  reason: z.string().nullable(),
})

/** A fault as the network gave it, with a sentence that says what it means and what to do. */
export const failureView = z.object({
  kind: z.enum([
    'signed-out',
    'missing-right',
    'slow-down',
    'refused',
    'unreachable',
    'no-answer',
    'worker-lost',
  ]),
  step: z.string(),
  code: z.string(),
  words: z.string(),
  trace: z.string().nullable(),
  says: z.string(),
})
export const attemptView = z.object({
  id: uuid,
  number: z.number().int(),
  startedAt: instant,
  endedAt: instant.nullable(),
  outcome: z.enum(['under-way', 'sent', 'not-sent', 'refused', 'unconfirmed']),
  failure: failureView.nullable(),
  requestHash: z.string(),
})
export const deliveryView = z.object({
  id: uuid,
  postId: uuid,
  versionId: uuid,
  channel: channelRef,
  /** 0 is the first post of a thread. */
  position: z.number().int(),
  kind: z.enum(['post', 'edit', 'delete']),
  state: said(deliveryState),
  dueAt: instant,
  /** When the machine tries next, where it waits. */
  nextAt: instant.nullable(),
  sentAt: instant.nullable(),
  /** The public page of the post there. */
  address: z.string().nullable(),
  failure: failureView.nullable(),
  held: z.object({ says: z.string(), clauses: z.array(z.string()) }).nullable(),
  attempts: z.array(attemptView),
  may: z.array(deliveryMay),
})

export const postCard = z.object({
  id: uuid,
  /** The beginning of its text, as a name for lists. */
  excerpt: z.string(),
  state: stateView,
  /** Something of it can be read on a network now. */
  live: z.boolean(),
  channels: z.array(channelRef),
  authors: z.array(person),
  version: z.object({ id: uuid, number: z.number().int() }),
  schedule: scheduleView,
  sentAt: instant.nullable(),
  thumbnail: z.object({ fileId: uuid, alt: z.string() }).nullable(),
  may: z.array(postMay),
})

export const storyLine = z.object({
  at: instant,
  /** Null: Crier itself. */
  who: person.nullable(),
  kind: z.enum([
    'saved',
    'attested',
    'submitted',
    'judged',
    'approved',
    'returned',
    'cleared',
    'scheduled',
    'withdrawn',
    'sending',
    'sent',
    'refused',
    'unconfirmed',
    'settled',
    'held',
    'released',
    'removed',
    'discarded',
    'alarm',
  ]),
  sentence: z.string(),
  versionNumber: z.number().int().nullable(),
  deliveryId: uuid.nullable(),
  clauses: z.array(z.string()),
})

/** A post with its whole story. Commands on a post answer with this, to put into the cache. */
export const postView = postCard.extend({
  content,
  versions: z.array(versionLine),
  verdicts: z.array(verdictView),
  attestations: z.array(attestationView),
  decisions: z.array(decisionView),
  clearances: z.array(clearanceView),
  deliveries: z.array(deliveryView),
  story: z.array(storyLine),
  /** What to ask the ledger for, to follow this post there. */
  ledger: z.array(z.object({ kind: z.string(), id: uuid })),
  /** The version that was last approved or sent: what an approver compares with. */
  compareWith: uuid.nullable(),
  /** Why something that could be expected is not in `may`, as sentences. */
  mayNot: z.array(z.object({ what: postMay, why: z.string() })),
})

export const clash = z.object({
  postId: uuid,
  excerpt: z.string(),
  channelId: uuid,
  dueAt: instant.nullable(),
  kind: z.enum(['same-text', 'same-time']),
  says: z.string(),
})
export const counted = z.object({
  channelId: uuid,
  position: z.number().int(),
  used: z.number().int(),
  most: z.number().int(),
})
/** What a network cannot take as it stands. Submitting is refused until it is put right. */
export const problem = z.object({
  channelId: uuid.nullable(),
  position: z.number().int(),
  field: z.enum(['text', 'alt', 'media', 'thread', 'visibility']),
  media: z.number().int().nullable(),
  sentence: z.string(),
})
export const checked = z.object({
  verdict: verdictShape,
  /** Each text as its network counts it. */
  counts: z.array(counted),
  problems: z.array(problem),
  clashes: z.array(clash),
})

export const alarmView = z.object({
  id: uuid,
  kind: z.enum(['overdue', 'stuck', 'unconfirmed', 'refused', 'held']),
  says: z.string(),
  raisedAt: instant,
  postId: uuid,
  excerpt: z.string(),
  deliveryId: uuid,
  channel: channelRef,
  may: z.array(z.enum(['close'])),
})

export const fileView = z.object({
  id: uuid,
  name: z.string(),
  type: z.string(),
  width: z.number().int(),
  height: z.number().int(),
  size: z.number().int(),
  /** Only what had to be done: [] means the bytes are as they came. */
  changes: z.array(z.enum(['metadata-removed', 'turned', 'made-smaller', 'converted'])),
  address: z.string(),
  thumbnailAddress: z.string(),
  uploadedAt: instant,
  uploadedBy: person,
  /** The alt text with which it was last used. */
  lastAlt: z.string().nullable(),
})

export type PostState = z.output<typeof postState>
export type DeliveryState = z.output<typeof deliveryState>
export type PostMay = z.output<typeof postMay>
export type DeliveryMay = z.output<typeof deliveryMay>
export type PostCard = z.output<typeof postCard>
export type PostView = z.output<typeof postView>
export type DeliveryView = z.output<typeof deliveryView>
export type StoryLine = z.output<typeof storyLine>
export type AlarmView = z.output<typeof alarmView>
export type FileView = z.output<typeof fileView>
