import { z } from 'zod'
import { contract } from '../platform/contract.ts'
import { instant, uuid } from '../platform/fields.ts'

const term = z
  .string()
  .min(1)
  .max(200)
  .regex(/^\P{Cc}+$/u, 'It may not hold line breaks or control characters.')
/** 32 bytes, in base64. */
const digest = z.string()

export const entryView = z.object({
  id: uuid,
  /** Its place in the ledger, counted from 1; null until it is signed for, within a second. */
  number: z.number().int().nullable(),
  at: instant,
  actor: z.object({
    kind: z.enum(['person', 'system', 'nobody']),
    /** A person's id, or the name of the job. */
    id: z.string(),
    /** The person's roles at that time. */
    roles: z.array(z.string()),
  }),
  action: z.string(),
  object: z.object({ kind: z.string(), id: z.string() }),
  details: z.record(z.string(), z.json()),
  clauses: z.array(z.string()),
})

const checkpointView = z.object({
  size: z.number().int(),
  root: digest,
  at: instant,
  /** The signed note (C2SP tlog-checkpoint): whoever keeps it can prove later what the ledger held. */
  note: z.string(),
})

export const ledgerContract = contract({
  'GET /ledger/entries': {
    summary: 'List who did what, the newest first',
    input: z.object({
      /** A person's id, or the name of a job. */
      actor: term.optional(),
      /** `post.approved`; or with a dot at its end, `post.`, all that begin so. */
      action: term.optional(),
      objectKind: term.optional(),
      /** Everything that names this thing: done to it, or done with it. */
      about: term.optional(),
      clause: term.optional(),
      from: instant.optional(),
      /** Not included. */
      to: instant.optional(),
      /** `next` of the page before. */
      after: uuid.optional(),
      most: z.coerce.number().int().min(1).max(100).default(50),
    }),
    reply: z.object({ entries: z.array(entryView), next: uuid.nullable() }),
  },
  'GET /ledger/entries/:entryId': {
    summary: 'Show one entry, with the proof that it is in the ledger',
    input: z.object({ entryId: uuid }),
    reply: entryView.extend({
      /** The entry's own text, which the proof is about. */
      body: z.string(),
      proof: z
        .object({
          leaf: digest,
          /** The hashes that lead from the leaf to the root, the nearest first (RFC 9162, 2.1.3). */
          path: z.array(digest),
          checkpoint: checkpointView,
          /** Computed just now: the path leads to the root, and the signature over it is ours. */
          holds: z.boolean(),
        })
        .nullable(),
    }),
  },
  'GET /ledger/checkpoint': {
    summary: 'Show the latest signed checkpoint and the public key to check it with',
    input: z.object({
      /** The size of a checkpoint that was kept: asks for proof that it is contained in the latest. */
      since: z.coerce.number().int().min(1).optional(),
    }),
    reply: z.object({
      /** In the form of C2SP signed notes: `name+id+key`. */
      verifier: z.string(),
      latest: checkpointView.nullable(),
      /** RFC 9162, 2.1.4. Null when it was not asked for. */
      consistency: z.array(digest).nullable(),
    }),
  },
})
