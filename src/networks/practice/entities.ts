import { contentOf } from './content.ts'
import type { AccountRow, RelationRow } from './store/accounts.ts'
import type { EditRow } from './store/edits.ts'
import type { MediaRow } from './store/media.ts'
import type { NotificationRow } from './store/notifications.ts'
import type { StatusRow } from './store/statuses.ts'

/** The API's entities, in the original's shape. */

export function accountEntity(account: AccountRow, address: string) {
  const avatar = `${address}/avatars/${account.username}.png`
  return {
    id: account.id,
    username: account.username,
    acct: account.username,
    display_name: account.displayName,
    locked: false,
    bot: account.resident,
    discoverable: true,
    group: false,
    created_at: account.createdAt,
    note: account.note === '' ? '' : String(contentOf(account.note, [], address)),
    url: `${address}/@${account.username}`,
    uri: `${address}/@${account.username}`,
    avatar,
    avatar_static: avatar,
    header: avatar,
    header_static: avatar,
    followers_count: account.followers,
    following_count: account.following,
    statuses_count: account.statuses,
    last_status_at: account.lastStatusAt,
    emojis: [],
    fields: [],
    roles: [],
  }
}

export function ownAccountEntity(account: AccountRow, address: string) {
  return {
    ...accountEntity(account, address),
    source: {
      privacy: 'public',
      sensitive: false,
      language: 'en',
      note: account.note,
      fields: [],
      follow_requests_count: 0,
    },
    role: { id: '-99', name: '', permissions: '0', color: '', highlighted: false },
  }
}

export function mediaAddress(media: MediaRow, address: string): string {
  return `${address}/media/${media.id}/${media.sha256.slice(0, 16)}.${media.type.slice(6)}`
}

export function mediaEntity(media: MediaRow, address: string) {
  const size = {
    width: media.width,
    height: media.height,
    size: `${media.width}x${media.height}`,
    aspect: media.width / media.height,
  }
  const url = mediaAddress(media, address)
  return {
    id: media.id,
    type: 'image',
    url,
    preview_url: url,
    remote_url: null,
    text_url: null,
    meta: { original: size, small: size, focus: { x: media.focusX, y: media.focusY } },
    description: media.description === '' ? null : media.description,
    blurhash: null,
  }
}

export function statusEntity(
  status: StatusRow,
  address: string,
  reblog: StatusRow | null = null,
): Record<string, unknown> {
  const place = `${address}/@${status.account.username}/${status.id}`
  return {
    id: status.id,
    created_at: status.createdAt,
    edited_at: status.editedAt,
    in_reply_to_id: status.inReplyToId,
    in_reply_to_account_id: status.inReplyToAccountId,
    sensitive: status.sensitive,
    spoiler_text: status.spoiler,
    visibility: status.visibility,
    language: status.language,
    uri: place,
    url: place,
    replies_count: status.replies,
    reblogs_count: status.reblogs,
    favourites_count: status.favourites,
    quotes_count: 0,
    favourited: status.favourited,
    reblogged: status.reblogged,
    muted: false,
    bookmarked: status.bookmarked,
    pinned: status.pinned,
    content: status.text === '' ? '' : String(contentOf(status.text, status.mentions, address)),
    filtered: [],
    reblog: reblog === null ? null : statusEntity(reblog, address),
    application: status.appName === null ? null : { name: status.appName, website: null },
    account: accountEntity(status.account, address),
    media_attachments: status.media.map((media) => mediaEntity(media, address)),
    mentions: status.mentions.map(({ id, username }) => ({
      id,
      username,
      url: `${address}/@${username}`,
      acct: username,
    })),
    tags: status.tags.map((name) => ({ name, url: `${address}/tags/${encodeURIComponent(name)}` })),
    emojis: [],
    card: null,
    poll: null,
  }
}

export function editEntity(edit: EditRow, status: StatusRow, address: string) {
  return {
    content: String(contentOf(edit.text, status.mentions, address)),
    spoiler_text: edit.spoiler,
    sensitive: edit.sensitive,
    created_at: edit.createdAt,
    account: accountEntity(status.account, address),
    media_attachments: edit.media.map((media) => mediaEntity(media, address)),
    emojis: [],
  }
}

export function relationEntity(relation: RelationRow) {
  return {
    id: relation.id,
    following: relation.following,
    showing_reblogs: relation.following,
    notifying: false,
    languages: null,
    followed_by: relation.followedBy,
    blocking: relation.blocking,
    blocked_by: relation.blockedBy,
    muting: relation.muting,
    muting_notifications: relation.muting,
    requested: false,
    requested_by: false,
    domain_blocking: false,
    endorsed: false,
    note: '',
  }
}

export function notificationEntity(
  row: NotificationRow,
  status: StatusRow | null,
  address: string,
) {
  return {
    id: row.id,
    type: row.kind,
    group_key: `ungrouped-${row.id}`,
    created_at: row.createdAt,
    account: accountEntity(row.account, address),
    ...(status === null ? {} : { status: statusEntity(status, address) }),
  }
}
