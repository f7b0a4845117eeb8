import type { FakeState, Media, StoredPost } from './fake-state.ts'

/** The fake's answers, in the original's shape. */

export function accountOf(state: FakeState, name: string, address: string) {
  const posts = state.posts.values().filter((post) => post.account === name && !post.removed)
  return {
    id: idOf(name),
    username: name,
    acct: name,
    display_name: `${name} (fake)`,
    url: `${address}/@${name}`,
    avatar: `${address}/avatars/${name}.png`,
    note: '',
    created_at: '2026-01-01T00:00:00.000Z',
    statuses_count: [...posts].length,
    followers_count: 0,
    following_count: 0,
    fields: [],
  }
}

/** Numeric, and the same for the same name. */
export function idOf(name: string): string {
  let number = 7n
  for (const char of name) number = (number * 131n + BigInt(char.codePointAt(0) ?? 0)) % 10n ** 15n
  return String(number + 1n)
}

export function statusOf(state: FakeState, post: StoredPost, address: string) {
  return {
    id: post.id,
    uri: `${address}/users/${post.account}/statuses/${post.id}`,
    url: `${address}/@${post.account}/${post.id}`,
    created_at: post.at,
    edited_at: post.editedAt,
    content: htmlOf(post.text),
    visibility: post.visibility,
    sensitive: post.spoiler !== '',
    spoiler_text: post.spoiler,
    in_reply_to_id: post.replyTo,
    language: post.language,
    account: { id: idOf(post.account), username: post.account, acct: post.account },
    media_attachments: post.media.flatMap((id) => {
      const media = state.media.get(id)
      return media === undefined ? [] : [mediaOf(media, address)]
    }),
    mentions: [],
    tags: [],
    emojis: [],
    reblogs_count: 0,
    favourites_count: 0,
    replies_count: 0,
    reblog: null,
  }
}

export function mediaOf(media: Media, address: string) {
  const ready = media.waits === 0
  return {
    id: media.id,
    type: 'image',
    url: ready ? `${address}/media/${media.id}` : null,
    preview_url: ready ? `${address}/media/${media.id}` : null,
    description: media.description === '' ? null : media.description,
    meta: {},
  }
}

function htmlOf(text: string): string {
  const escaped = text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replace(/https?:\/\/\S+/g, (address) => {
      const bare = address.replace(/^https?:\/\//, '')
      const scheme = address.slice(0, address.length - bare.length)
      return `<a href="${address}" rel="nofollow noopener"><span class="invisible">${scheme}</span><span class="ellipsis">${bare.slice(0, 30)}</span><span class="invisible">${bare.slice(30)}</span></a>`
    })
  const paragraphs = escaped.split(/\n{2,}/).map((part) => part.replaceAll('\n', '<br />'))
  return `<p>${paragraphs.join('</p><p>')}</p>`
}

export function instanceOf(state: FakeState, address: string) {
  return {
    domain: new URL(address).host,
    title: 'Fake Mastodon',
    version: '4.5.0',
    configuration: {
      statuses: {
        max_characters: state.maxCharacters,
        max_media_attachments: 4,
        characters_reserved_per_url: 23,
      },
      media_attachments: {
        supported_mime_types: ['image/jpeg', 'image/png', 'image/gif', 'image/webp', 'video/mp4'],
        image_size_limit: 16_777_216,
        image_matrix_limit: 33_177_600,
        description_limit: 1500,
      },
    },
  }
}
