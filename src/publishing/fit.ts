import { count, type Limits, measure } from '../networks/index.ts'
import type { Content, Item } from './content.ts'
import { itemsFor } from './variants.ts'

/** Whether a post fits its networks: counted as each network counts, from what its server told. */

export interface Problem {
  readonly channelId: string | null
  readonly position: number
  readonly field: 'text' | 'alt' | 'media' | 'thread' | 'visibility'
  /** Which picture, where it is about one. */
  readonly media: number | null
  readonly sentence: string
}

export interface Counted {
  readonly channelId: string
  readonly position: number
  readonly used: number
  readonly most: number
}

export interface FileFacts {
  readonly type: string
  readonly size: number
  readonly pixels: number
}

/** A channel of the post with what its network allows; null where nothing is known yet. */
export interface Reach {
  readonly channelId: string
  readonly name: string
  readonly limits: Limits | null
}

type Files = ReadonlyMap<string, FileFacts>

export function countsOf(content: Content, reach: readonly Reach[]): Counted[] {
  return reach.flatMap(({ channelId, limits }) =>
    limits === null
      ? []
      : itemsFor(content, channelId).map((item, position) => ({
          channelId,
          position,
          used: count(item.text, limits.text, content.contentWarning),
          most: limits.text.max,
        })),
  )
}

export function problemsOf(content: Content, reach: readonly Reach[], files: Files): Problem[] {
  return reach.flatMap((channel) => {
    const items = itemsFor(content, channel.channelId)
    const each = items.flatMap((item, position) =>
      itemProblems(content, channel, { item, position }, files),
    )
    return [...threadProblems(content, channel, items), ...each]
  })
}

function threadProblems(content: Content, channel: Reach, items: readonly Item[]): Problem[] {
  const { channelId, name, limits } = channel
  if (limits === null) return []
  const about = { channelId, position: 0, media: null }
  const found: Problem[] = []
  const { most } = limits.thread
  if (most !== null && items.length > most)
    found.push({
      ...about,
      field: 'thread',
      sentence: `${name} takes at most ${most} posts in one thread. Join some of them or leave some out.`,
    })
  if (!limits.visibilities.includes(content.visibility))
    found.push({
      ...about,
      field: 'visibility',
      sentence: `${name} does not offer this visibility. Choose another one.`,
    })
  return found
}

interface Placed {
  readonly item: Item
  readonly position: number
}

function itemProblems(content: Content, channel: Reach, placed: Placed, files: Files): Problem[] {
  const { channelId, name, limits } = channel
  const { item, position } = placed
  const about = { channelId, position, media: null }
  const found: Problem[] = []
  if (item.text.trim() === '' && item.media.length === 0)
    found.push({
      ...about,
      field: 'text',
      sentence: 'This post is empty. Write something or add a picture.',
    })
  if (limits !== null) {
    const over = count(item.text, limits.text, content.contentWarning) - limits.text.max
    if (over > 0)
      found.push({
        ...about,
        field: 'text',
        sentence: `This text is too long for ${name} by ${over}. It takes ${limits.text.max}. Shorten it or make it a thread.`,
      })
    if (item.media.length > limits.media.most)
      found.push({
        ...about,
        field: 'media',
        sentence: `${name} takes at most ${limits.media.most} pictures in one post. Take some off.`,
      })
  }
  return [...found, ...mediaProblems(channel, placed, files)]
}

function mediaProblems(
  { channelId, name, limits }: Reach,
  placed: Placed,
  files: Files,
): Problem[] {
  const { item, position } = placed
  return item.media.flatMap((use, media) => {
    const about = { channelId, position, media }
    const file = files.get(use.fileId)
    if (file === undefined)
      return [
        {
          ...about,
          field: 'media' as const,
          sentence: 'This picture is not there any more. Upload it again.',
        },
      ]
    const alt = altProblem(use)
    const unfit = limits === null ? null : fileProblem(name, limits, file, use.alt)
    return [
      ...(alt === null ? [] : [{ ...about, field: 'alt' as const, sentence: alt }]),
      ...(unfit === null ? [] : [{ ...about, field: 'media' as const, sentence: unfit }]),
    ]
  })
}

function altProblem(use: { alt: string; decorativeReason?: string | undefined }): string | null {
  if (use.alt.trim() !== '') return null
  if ((use.decorativeReason ?? '').length >= 3) return null
  return 'Say what this picture shows, for people who cannot see it. If it is decoration only, say why.'
}

function fileProblem(name: string, limits: Limits, file: FileFacts, alt: string): string | null {
  const { media } = limits
  if (!media.types.includes(file.type))
    return `${name} does not take pictures of this kind (${file.type}). Upload it as JPEG or PNG.`
  if (file.size > media.imageBytes)
    return `This picture is too large for ${name}. Upload a smaller one.`
  if (media.imagePixels !== null && file.pixels > media.imagePixels)
    return `This picture has more pixels than ${name} takes. Upload a smaller one.`
  if (measure(alt, media.altText.unit) > media.altText.max)
    return `The description of this picture is too long for ${name}. It takes ${media.altText.max}.`
  return null
}
