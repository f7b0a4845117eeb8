import { z } from 'zod'
import { NetworkFailure } from '../failure.ts'
import type { Limits } from '../limits.ts'
import type { MastodonClient } from './client.ts'

/** What an unchanged Mastodon server allows. */
export const usualLimits: Limits = {
  asOf: '2026-11-01',
  told: false,
  text: {
    unit: 'graphemes',
    max: 500,
    perLink: 23,
    mentions: 'name-only',
    spoilerCounts: true,
  },
  media: {
    most: 4,
    types: ['image/jpeg', 'image/png', 'image/webp', 'image/gif'],
    imageBytes: 16 * 1024 * 1024,
    imagePixels: 33_177_600,
    altText: { unit: 'graphemes', max: 1500 },
  },
  visibilities: ['public', 'unlisted', 'followers', 'direct'],
  thread: { most: null },
}

const positive = z.number().int().positive()

// Forks leave fields out, so each is read by itself: what is not told stays as usual.
const told = z.object({
  configuration: z.object({
    statuses: z
      .object({
        maxCharacters: positive.optional().catch(undefined),
        maxMediaAttachments: positive.optional().catch(undefined),
        charactersReservedPerUrl: positive.optional().catch(undefined),
      })
      .catch({}),
    mediaAttachments: z
      .object({
        supportedMimeTypes: z.array(z.string()).optional().catch(undefined),
        imageSizeLimit: positive.optional().catch(undefined),
        imageMatrixLimit: positive.optional().catch(undefined),
        descriptionLimit: positive.optional().catch(undefined),
      })
      .catch({}),
  }),
})

/** The images that Crier prepares; a server that takes fewer says so. */
const ours = new Set(usualLimits.media.types)

export async function readLimits(
  client: MastodonClient,
  server: string,
  token: string | null,
): Promise<Limits> {
  const rest = client.rest('limits', server, token)
  // Forks without the second version of this page still have the first.
  const instance = await rest.v2.instance.fetch().catch((error: unknown) => {
    if (error instanceof NetworkFailure && error.code === '404') return rest.v1.instance.fetch()
    throw error
  })
  return limitsFrom(instance, Temporal.Now.instant())
}

export function limitsFrom(instance: unknown, now: Temporal.Instant): Limits {
  const parsed = told.safeParse(instance)
  if (!parsed.success) return usualLimits
  const { statuses, mediaAttachments: media } = parsed.data.configuration
  const usual = usualLimits
  return {
    ...usual,
    asOf: now.toString(),
    told: true,
    text: {
      ...usual.text,
      max: statuses.maxCharacters ?? usual.text.max,
      perLink: statuses.charactersReservedPerUrl ?? usual.text.perLink,
    },
    media: {
      most: statuses.maxMediaAttachments ?? usual.media.most,
      types: media.supportedMimeTypes?.filter((type) => ours.has(type)) ?? usual.media.types,
      imageBytes: media.imageSizeLimit ?? usual.media.imageBytes,
      imagePixels: media.imageMatrixLimit ?? usual.media.imagePixels,
      altText: {
        ...usual.media.altText,
        max: media.descriptionLimit ?? usual.media.altText.max,
      },
    },
  }
}
