import { z } from 'zod'
import { uuid } from '../platform/fields.ts'

/** Text that PostgreSQL and every reader can hold: no NUL, no half characters. */
export const plain = (most: number) =>
  z
    .string()
    .max(most)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), 'This text is damaged.')

export const mediaUse = z.object({
  fileId: uuid,
  /** What the picture shows. Empty only with a reason: "decorative". */
  alt: plain(5000).default(''),
  decorativeReason: plain(300).trim().optional(),
})
export const item = z.object({
  text: plain(70_000),
  media: z.array(mediaUse).max(20).default([]),
})
export const visibility = z.enum(['public', 'unlisted', 'followers'])
/** A thread is a list of items; a single post is a list of one. */
export const content = z.object({
  items: z.array(item).min(1).max(25),
  /** Own items for one channel; without them the channel follows the base. */
  channels: z
    .array(z.object({ channelId: uuid, items: z.array(item).min(1).max(25).optional() }))
    .max(50)
    .refine(
      (list) => new Set(list.map((each) => each.channelId)).size === list.length,
      'Each channel can be chosen once.',
    ),
  /** ISO 639: 'en', 'cy'. */
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/, 'Use a language code such as en or cy.')
    .default('en'),
  visibility: visibility.default('public'),
  contentWarning: plain(500).trim().default(''),
})

/**
 * A local time keeps its zone. In the hour that comes twice, `clock` says which of the two is
 * meant; without it the request is refused with both.
 */
export const when = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('as-soon-as-approved') }),
  z.object({
    kind: z.literal('at'),
    local: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'Use the form 2026-11-24T09:00.'),
    zone: z.string().max(60),
    clock: z.enum(['earlier', 'later']).optional(),
  }),
])

export const attestation = z.object({
  purpose: plain(500).trim(),
  benefit: plain(500).trim(),
  source: plain(500).trim(),
  accurate: z.boolean(),
  professional: z.boolean(),
  responsible: z.boolean(),
})

export type Content = z.output<typeof content>
export type Item = z.output<typeof item>
export type When = z.output<typeof when>
export type Attestation = z.output<typeof attestation>
