import type { mastodon } from 'masto'
import { z } from 'zod'
import { findLinks } from '../count.ts'
import type { Step } from '../failure.ts'
import type { Visibility } from '../limits.ts'
import type { OutgoingItem, RemoteAccount, RemotePost } from '../network.ts'
import { garbage, instantOrNull } from './answers.ts'
import { textOf } from './html.ts'

type RemoteVisibility = 'public' | 'unlisted' | 'private' | 'direct'

const outward: Record<Visibility, RemoteVisibility> = {
  public: 'public',
  unlisted: 'unlisted',
  followers: 'private',
  direct: 'direct',
}
const inward: Record<RemoteVisibility, Visibility> = {
  public: 'public',
  unlisted: 'unlisted',
  private: 'followers',
  direct: 'direct',
}

/** Every field is sent every time, so that an edit takes away what the new version leaves out. */
export function toStatus(item: OutgoingItem): mastodon.rest.v1.CreateStatusParams {
  return {
    status: item.text,
    mediaIds: item.media.map((media) => media.mediaId),
    inReplyToId: item.replyTo ?? null,
    visibility: outward[item.visibility],
    language: item.language,
    spoilerText: item.spoiler ?? '',
    sensitive: (item.spoiler ?? '') !== '',
  }
}

const id = z.string().min(1)

// Only what Crier uses is checked: forks differ in the rest.
const statusShape = z.object({
  id,
  url: z.string().nullish(),
  uri: z.string().nullish(),
  createdAt: z.string(),
  editedAt: z.string().nullish(),
  content: z.string(),
  visibility: z.enum(['public', 'unlisted', 'private', 'direct']).catch('public'),
  spoilerText: z.string().catch(''),
  inReplyToId: z.string().nullish(),
  language: z.string().nullish(),
  mediaAttachments: z.array(z.object({ id, description: z.string().nullish() })).catch([]),
})

export function toPost(status: unknown, step: Step): RemotePost {
  const parsed = statusShape.safeParse(status)
  if (!parsed.success) throw garbage(step, 'The answer is not a post.', parsed.error)
  const found = parsed.data
  const at = instantOrNull(found.createdAt)
  if (at === null) throw garbage(step, 'The post has no time that can be read.')
  return {
    remoteId: found.id,
    address: webAddress(found.url ?? found.uri),
    at,
    text: textOf(found.content),
    spoiler: found.spoilerText,
    replyTo: found.inReplyToId ?? null,
    visibility: inward[found.visibility],
    language: found.language ?? null,
    editedAt: instantOrNull(found.editedAt),
    media: found.mediaAttachments.map((media) => ({
      mediaId: media.id,
      alt: media.description ?? '',
    })),
  }
}

/** Shown as a link, so anything that is no page (a script, say) is no address. */
function webAddress(text: string | null | undefined): string {
  const url = URL.parse(text ?? '')
  const isPage = url?.protocol === 'https:' || url?.protocol === 'http:'
  return text && isPage && text.length <= 2000 ? text : ''
}

const name = z.string().transform((text) => text.slice(0, 200))
const accountShape = z.object({
  id: id.max(200),
  username: name.pipe(z.string().min(1)),
  displayName: name.catch(''),
  url: z.string().nullish().catch(null),
  avatar: z.string().nullish().catch(null),
})

export function toAccount(account: unknown, server: string, step: Step): RemoteAccount {
  const parsed = accountShape.safeParse(account)
  if (!parsed.success) throw garbage(step, 'The answer is not an account.', parsed.error)
  const { username, displayName, url, avatar } = parsed.data
  return {
    id: parsed.data.id,
    handle: `@${username}@${new URL(server).host}`,
    name: displayName === '' ? username : displayName,
    address: webAddress(url),
    avatar: webAddress(avatar) || null,
  }
}

/** Whether a post that was read back is what we sent. Media ids decide where there are any. */
export function same(post: RemotePost, item: OutgoingItem): boolean {
  if (post.replyTo !== (item.replyTo ?? null)) return false
  if (post.spoiler.trim() !== (item.spoiler ?? '').trim()) return false
  const there = post.media.map((media) => media.mediaId)
  if (there.join(' ') !== item.media.map((media) => media.mediaId).join(' ')) return false
  return comparable(post.text) === comparable(item.text)
}

// The way back through HTML changes white space, shortens remote mentions to the name, and may
// write a link another way.
function comparable(text: string): string {
  let result = ''
  let from = 0
  for (const link of findLinks(text)) {
    result += text.slice(from, link.start) + (URL.parse(link.address)?.href ?? link.address)
    from = link.end
  }
  return (result + text.slice(from))
    .normalize('NFC')
    .replace(/(^|[^\w/])(@\w[\w.-]*)@[\p{L}\p{N}.-]+(?<![.-])(?::\d+)?/gu, '$1$2')
    .replace(/\s+/g, ' ')
    .trim()
}
