import { z } from 'zod'
import { contract } from '../platform/contract.ts'
import { instant, uuid } from '../platform/fields.ts'
import { verdictShape } from '../policy/index.ts'
import { attestation, content, plain, when } from './content.ts'
import {
  alarmView,
  checked,
  deliveryView,
  fileView,
  postCard,
  postState,
  postView,
  versionView,
} from './views.ts'

const reason = plain(2000).trim().min(3)
const one = z.object({ postId: uuid })
const exact = one.extend({ versionId: uuid })
const page = z.object({ posts: z.array(postCard), next: z.string().nullable() })

export const publishingContract = contract({
  'GET /today': {
    summary: 'What waits for me, what goes out next, what went wrong',
    input: z.object({}),
    reply: z.object({
      waits: z.object({
        approvals: z.array(postCard),
        returned: z.array(postCard),
        needTime: z.array(postCard),
        drafts: z.array(postCard),
        toSettle: z.array(deliveryView),
      }),
      next: z.array(postCard),
      wrong: z.array(alarmView),
      recent: z.array(postCard),
      sender: z.object({
        state: z.enum(['working', 'silent', 'never-started']),
        lastSeen: instant.nullable(),
        workers: z.number().int(),
        says: z.string(),
      }),
    }),
  },
  'GET /posts': {
    summary: 'List posts',
    input: z.object({
      state: postState.optional(),
      channelId: uuid.optional(),
      authorId: uuid.optional(),
      search: plain(200).trim().optional(),
      sort: z.enum(['changed', 'due']).default('changed'),
      /** `next` of the page before. */
      after: z.string().max(200).optional(),
      most: z.coerce.number().int().min(1).max(100).default(50),
    }),
    reply: page.extend({ may: z.array(z.enum(['create'])) }),
  },
  'GET /approvals': {
    summary: 'Posts that wait for approval, oldest due first',
    input: z.object({}),
    /** `mine`: I may approve it. The others are shown to those who may see them, with why not. */
    reply: z.object({
      mine: z.array(postCard),
      others: z.array(postCard.extend({ why: z.string() })),
    }),
  },
  'GET /calendar': {
    summary: 'Posts of a stretch of time, by when they leave or left',
    input: z.object({ from: instant, to: instant, channelId: uuid.optional() }),
    reply: z.object({
      posts: z.array(postCard.extend({ at: instant })),
      /** More than fits in one answer: choose a shorter stretch or one channel. */
      cut: z.boolean(),
    }),
  },
  'POST /posts': {
    summary: 'Begin a post: its first version is saved',
    input: z.object({
      content,
      /** The asker's own word for this post: asked again with it, the same post is given. */
      key: z.uuid().optional(),
    }),
    reply: postView,
  },
  'GET /posts/:postId': {
    summary: 'Read a post with its whole story',
    input: one,
    reply: postView,
  },
  'GET /posts/:postId/versions/:versionId': {
    summary: 'Read one version of a post',
    input: exact,
    reply: versionView,
  },
  /** 409 with `newer` (a version) when someone else saved since `basedOn`: nothing is lost. */
  'POST /posts/:postId/versions': {
    summary: 'Save a post: a new version, unless nothing changed',
    input: one.extend({ basedOn: uuid, content }),
    reply: postView,
  },
  'POST /checks': {
    summary: 'Ask the gate about a text before it is submitted; nothing is kept',
    input: z.object({
      content,
      when: when.optional(),
      attestation: attestation.optional(),
      postId: uuid.optional(),
    }),
    reply: checked,
  },
  'GET /times': {
    summary: 'What a local time means in its zone, both clock changes included',
    input: z.object({ local: z.string().max(40), zone: z.string().max(60) }),
    reply: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('once'), at: instant, past: z.boolean() }),
      z.object({
        kind: z.literal('twice'),
        says: z.string(),
        earlier: instant,
        later: instant,
      }),
      z.object({
        kind: z.literal('never'),
        says: z.string(),
        before: z.string(),
        after: z.string(),
      }),
      z.object({ kind: z.literal('invalid'), says: z.string() }),
    ]),
  },
  /** A refusing verdict is a reply, not an error: it is kept, and the post stays a draft. */
  'POST /posts/:postId/submit': {
    summary: 'Submit the exact version to the gate, with the attestation and the time',
    input: exact.extend({ attestation: attestation.optional(), when }),
    reply: z.object({ post: postView, verdict: verdictShape }),
  },
  'POST /posts/:postId/approve': {
    summary: 'Approve the exact version',
    input: exact.extend({ note: plain(2000).trim().optional() }),
    reply: z.object({ post: postView, verdict: verdictShape }),
  },
  'POST /posts/:postId/return': {
    summary: 'Return the exact version to its author with a reason',
    input: exact.extend({ reason }),
    reply: postView,
  },
  'POST /posts/:postId/clear': {
    summary: 'Let the personal data in the exact version pass, with a reason',
    input: exact.extend({ reason }),
    reply: postView,
  },
  'POST /posts/:postId/schedule': {
    summary: 'Choose a time, or a new one, for a post that may leave',
    input: exact.extend({ when }),
    reply: z.object({ post: postView, verdict: verdictShape }),
  },
  'POST /posts/:postId/withdraw': {
    summary: 'Take a post back before it leaves',
    input: one.extend({ reason: reason.optional() }),
    reply: postView,
  },
  'POST /posts/:postId/discard': {
    summary: 'Discard a draft; its versions stay on record',
    input: one.extend({ reason: reason.optional() }),
    reply: postView,
  },
  'POST /posts/:postId/release': {
    summary: 'Let a held post go, now or at a new time, if the gate allows it',
    input: one.extend({ when, reason }),
    reply: z.object({ post: postView, verdict: verdictShape }),
  },
  'POST /posts/:postId/remove': {
    summary: 'Delete a post on its networks, or on some of them',
    input: one.extend({ reason, channelIds: z.array(uuid).min(1).max(50).optional() }),
    reply: postView,
  },
  'POST /deliveries/:deliveryId/settle-sent': {
    summary: 'Say that an unconfirmed delivery did arrive',
    input: z.object({
      deliveryId: uuid,
      reason,
      /** Its public address there, or its id, so that it can be corrected or deleted later. */
      address: plain(500).trim().optional(),
    }),
    reply: postView,
  },
  'POST /deliveries/:deliveryId/settle-not-sent': {
    summary: 'Say that an unconfirmed delivery did not arrive, and send it again or not',
    input: z.object({ deliveryId: uuid, reason, sendAgain: z.boolean() }),
    reply: postView,
  },
  'POST /deliveries/:deliveryId/send-again': {
    summary: 'Send a delivery again that the network refused',
    input: z.object({ deliveryId: uuid, reason }),
    reply: postView,
  },
  'POST /deliveries/:deliveryId/stop': {
    summary: 'Stop what has not left on one channel, the rest of its thread included',
    input: z.object({ deliveryId: uuid, reason }),
    reply: postView,
  },
  'POST /alarms/:alarmId/close': {
    summary: 'Close an alarm that has been dealt with',
    input: z.object({ alarmId: uuid, reason }),
    reply: z.object({ alarmId: uuid }),
  },
  'GET /media': {
    summary: 'List pictures that were uploaded, newest first',
    input: z.object({ after: uuid.optional() }),
    reply: z.object({ files: z.array(fileView), next: uuid.nullable() }),
  },
  'GET /media/:fileId/about': {
    summary: 'Read what is known about one picture',
    input: z.object({ fileId: uuid }),
    reply: fileView,
  },
})

/**
 * Served by `mediaPlugin`, because bytes are no JSON. The upload is multipart/form-data with one
 * part named `file`; GET /api/media/:fileId (?size=thumbnail) gives the picture itself.
 */
export const mediaContract = contract({
  'POST /media': {
    summary: 'Upload a picture: its place and camera data are removed',
    input: z.object({}),
    reply: fileView,
  },
})

export type PublishingContract = typeof publishingContract
export type MediaContract = typeof mediaContract
export type * from './content.ts'
export type * from './views.ts'
