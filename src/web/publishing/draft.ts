import type { Content, Item } from '../../publishing/contract.ts'

export interface Picture {
  readonly key: string
  readonly fileId: string
  readonly alt: string
  /** Why it needs no description; undefined: it does. */
  readonly decorative: string | undefined
}
/** One post of a thread, while it is being written. Keys keep focus where parts move. */
export interface Part {
  readonly key: string
  readonly text: string
  readonly pictures: readonly Picture[]
}
export interface Chosen {
  readonly channelId: string
  /** Its own text; without it the channel follows the shared one. */
  readonly own: readonly Part[] | undefined
}
export interface Draft {
  readonly shared: readonly Part[]
  readonly channels: readonly Chosen[]
  readonly language: string
  readonly visibility: Content['visibility']
  readonly contentWarning: string
  /** Own texts that are not in use now, so that a change of mind costs nothing. */
  readonly shelf: Readonly<Record<string, readonly Part[]>>
}
/** The text being edited: a channel's own, or (null) the one that all follow. */
export type Target = string | null

let lastKey = 0
const newKey = () => `k${++lastKey}`

export const newPart = (text = '', pictures: readonly Picture[] = []): Part => ({
  key: newKey(),
  text,
  pictures,
})
export const newPicture = (fileId: string, alt = ''): Picture => ({
  key: newKey(),
  fileId,
  alt,
  decorative: undefined,
})

export const emptyDraft = (channelIds: readonly string[] = []): Draft => ({
  shared: [newPart()],
  channels: channelIds.map((channelId) => ({ channelId, own: undefined })),
  language: 'en',
  visibility: 'public',
  contentWarning: '',
  shelf: {},
})

export function draftOf(content: Content): Draft {
  return {
    shared: partsOf(content.items),
    channels: content.channels.map(({ channelId, items }) => ({
      channelId,
      own: items && partsOf(items),
    })),
    language: content.language,
    visibility: content.visibility,
    contentWarning: content.contentWarning,
    shelf: {},
  }
}

const partsOf = (items: readonly Item[]): Part[] =>
  items.map((item) =>
    newPart(
      item.text,
      item.media.map(({ fileId, alt, decorativeReason }) => ({
        ...newPicture(fileId, alt),
        decorative: decorativeReason,
      })),
    ),
  )

/** What is saved and checked. Two drafts with the same content are the same draft. */
export function contentOf(draft: Draft): Content {
  return {
    items: itemsOf(draft.shared),
    channels: draft.channels.map(({ channelId, own }) =>
      own ? { channelId, items: itemsOf(own) } : { channelId },
    ),
    language: draft.language,
    visibility: draft.visibility,
    contentWarning: draft.contentWarning.trim(),
  }
}

const itemsOf = (parts: readonly Part[]): Item[] =>
  parts.map(({ text, pictures }) => ({
    text,
    media: pictures.map(({ fileId, alt, decorative }) =>
      decorative === undefined
        ? { fileId, alt }
        : { fileId, alt: '', decorativeReason: decorative },
    ),
  }))

export const chosen = (draft: Draft, channelId: string) =>
  draft.channels.find((each) => each.channelId === channelId)

/** The parts that a channel would send, its own or the shared ones. */
export const partsFor = (draft: Draft, target: Target) =>
  (target === null ? undefined : chosen(draft, target)?.own) ?? draft.shared

export function withParts(draft: Draft, target: Target, parts: readonly Part[]): Draft {
  return target === null
    ? { ...draft, shared: parts }
    : { ...draft, channels: replaceOwn(draft, target, parts) }
}

const replaceOwn = (draft: Draft, channelId: string, own: readonly Part[] | undefined) =>
  draft.channels.map((each) => (each.channelId === channelId ? { channelId, own } : each))

export function choose(draft: Draft, channelId: string, on: boolean): Draft {
  if (on === (chosen(draft, channelId) !== undefined)) return draft
  if (!on) {
    const left = shelve(draft, channelId)
    return { ...left, channels: left.channels.filter((each) => each.channelId !== channelId) }
  }
  return { ...draft, channels: [...draft.channels, { channelId, own: draft.shelf[channelId] }] }
}

/** Gives a channel its own text: the one it had before, or a copy of the shared one. */
export function vary(draft: Draft, channelId: string): Draft {
  const own = draft.shelf[channelId] ?? draft.shared.map(copy)
  return { ...draft, channels: replaceOwn(draft, channelId, own) }
}

export function follow(draft: Draft, channelId: string): Draft {
  const left = shelve(draft, channelId)
  return { ...left, channels: replaceOwn(left, channelId, undefined) }
}

const copy = (part: Part): Part =>
  newPart(
    part.text,
    part.pictures.map((picture) => ({ ...picture, key: newKey() })),
  )

function shelve(draft: Draft, channelId: string): Draft {
  const own = chosen(draft, channelId)?.own
  return own ? { ...draft, shelf: { ...draft.shelf, [channelId]: own } } : draft
}
