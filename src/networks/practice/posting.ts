import { measure } from '../count.ts'
import { mentionsIn, tagsIn } from './content.ts'
import type { Query } from './database.ts'
import { ApiError, invalid, notFound } from './failing.ts'
import { isId } from './parameters.ts'
import type { Practice } from './practice.ts'
import { rules } from './rules.ts'
import { accountsByNames } from './store/accounts.ts'
import { hasVersions, recordVersion } from './store/edits.ts'
import { keepKey, takeKey } from './store/idempotency.ts'
import { attachMedia, describeMedia } from './store/media.ts'
import { notify } from './store/notifications.ts'
import {
  insertStatus,
  type RemoteVisibility,
  type StatusRow,
  statusById,
  updateStatus,
  writeMentions,
  writeTags,
} from './store/statuses.ts'

export interface Draft {
  readonly text: string
  readonly spoiler: string
  readonly sensitive: boolean
  readonly language: string | null
  readonly mediaIds: readonly string[]
}

export interface NewPost extends Draft {
  readonly accountId: string
  readonly visibility: RemoteVisibility
  readonly inReplyToId: string | null
  readonly appName: string | null
  /** The Idempotency-Key, or null. */
  readonly key: string | null
}

/** A post, once for each key: a second request waits for the first and gets what it made. */
export function publish(practice: Practice, post: NewPost): Promise<StatusRow> {
  judge(post)
  const now = practice.clock.now()
  return practice.db.transaction(async (all) => {
    const { accountId, key } = post
    const known = key === null ? undefined : await takeKey(all, accountId, key, now)
    if (known !== undefined) return found(await statusById(all, accountId, known))
    practice.rates.take('posts', accountId)
    const parent = await parentOf(all, post)
    const id = await insertStatus(all, {
      ...post,
      inReplyToAccountId: parent?.account.id ?? null,
      at: now,
    })
    await attach(all, accountId, id, post.mediaIds)
    await noteWords(practice, all, accountId, id, post.text)
    if (key !== null) await keepKey(all, accountId, key, id)
    return found(await statusById(all, accountId, id))
  })
}

export interface MediaChange {
  readonly id: string
  readonly description: string | null
  readonly focusX: number | null
  readonly focusY: number | null
}

/** Changes a post; what it was before is kept and can be read. */
export function revise(
  practice: Practice,
  accountId: string,
  id: string,
  draft: Draft,
  media: readonly MediaChange[],
): Promise<StatusRow> {
  judge(draft)
  return practice.db.transaction(async (all) => {
    const status = found(await statusById(all, accountId, id))
    if (status.account.id !== accountId || status.reblogOfId !== null) throw notFound()
    if (!(await hasVersions(all, id))) await recordVersion(all, id)
    await attach(all, accountId, id, draft.mediaIds)
    for (const change of media)
      if (draft.mediaIds.includes(change.id)) await describeMedia(all, change.id, change)
    await updateStatus(all, id, { ...draft, at: practice.clock.now() })
    await noteWords(practice, all, accountId, id, draft.text)
    await recordVersion(all, id)
    return found(await statusById(all, accountId, id))
  })
}

function judge(draft: Draft): void {
  if (draft.text.trim() === '' && draft.mediaIds.length === 0) throw invalid("Text can't be blank")
  if (rules.lengthOf(draft.text, draft.spoiler) > rules.characters)
    throw invalid(`Text character limit of ${rules.characters} exceeded`)
  if (draft.mediaIds.length > rules.media)
    throw invalid(`Cannot attach more than ${rules.media} files`)
  if (new Set(draft.mediaIds).size < draft.mediaIds.length || !draft.mediaIds.every(isId))
    throw invalid('Media are not valid')
}

export function judgeDescription(description: string | null): void {
  if (description !== null && measure(description, 'graphemes') > rules.altText)
    throw invalid(`Description is too long (maximum is ${rules.altText} characters)`)
}

async function parentOf(all: Query, post: NewPost): Promise<StatusRow | null> {
  if (post.inReplyToId === null) return null
  const parent = await statusById(all, post.accountId, post.inReplyToId)
  if (parent !== null) return parent
  throw new ApiError(404, 'The post you are trying to reply to does not appear to exist.')
}

async function attach(all: Query, accountId: string, id: string, mediaIds: readonly string[]) {
  const missing = await attachMedia(all, accountId, id, mediaIds)
  if (missing.length > 0)
    throw new ApiError(422, `Media with the following IDs not found: ${missing.join(', ')}`)
}

async function noteWords(
  practice: Practice,
  all: Query,
  accountId: string,
  id: string,
  text: string,
): Promise<void> {
  const names = mentionsIn(text, new URL(practice.address).host)
  const accounts = await accountsByNames(all, names)
  await writeTags(all, id, tagsIn(text))
  const fresh = await writeMentions(
    all,
    id,
    accounts.map((account) => account.id),
  )
  const at = practice.clock.now()
  for (const to of fresh)
    await notify(all, { to, from: accountId, kind: 'mention', statusId: id, at })
}

export function found<Row>(row: Row | null): Row {
  if (row === null) throw notFound()
  return row
}
