import { actorFacts } from '../channels/index.ts'
import { channelsSeenBy } from '../people/index.ts'
import type { At } from '../platform/action.ts'
import type { Writer } from '../platform/database.ts'
import { newId } from '../platform/id.ts'
import { asPerson } from '../platform/permission.ts'
import { refuse } from '../platform/refusal.ts'
import type { Content } from './content.ts'
import { refuseIfNotAllowed } from './gate.ts'
import { gather } from './room.ts'
import { keepAlt, seenAmong } from './store/files.ts'
import type { PostRow, VersionRow } from './store/tables.ts'
import { insertVersion } from './store/versions.ts'
import { allItems, channelIdsOf, excerptOf, fileIdsOf, hashOf, thumbnailOf } from './variants.ts'

/** What a post row repeats of its current version, so that lists need no second look. */
export const mirrorOf = (content: Content) => ({
  excerpt: excerptOf(content),
  channel_ids: channelIdsOf(content),
  thumbnail: thumbnailOf(content),
})

/** Whether this person may write on every channel that the post has and would have. */
export async function askToWrite(at: At<Writer>, post: PostRow, content: Content): Promise<void> {
  const { db, caller, now } = at
  const actor = await actorFacts(db, caller)
  const people = actor.kind === 'person' ? [actor] : []
  const subject = { post, version: { id: post.version_id, content } }
  const room = await gather(db, now, [subject], people)
  const channelIds = [...new Set([...post.channel_ids, ...channelIdsOf(content)])]
  refuseIfNotAllowed(room.judge('post.save', actor, subject, channelIds))
  await refuseUnknownFiles(at, content)
}

/** Only pictures that this person may see: an id alone is no way to someone else's picture. */
async function refuseUnknownFiles(at: At<Writer>, content: Content): Promise<void> {
  const viewer = {
    seen: await channelsSeenBy(at.db, at.caller),
    personId: asPerson(at.caller).personId,
  }
  const fileIds = fileIdsOf(content)
  if ((await seenAmong(at.db, viewer, fileIds)).length < fileIds.length)
    throw refuse.invalid('A picture in this post is not there any more. Upload it again.', {
      fields: { media: 'Upload this picture again.' },
    })
}

/** Adds a version. Nothing that was written before is touched. */
export async function writeVersion(
  at: At<Writer>,
  written: { postId: string; number: number; basedOn: string | null; content: Content },
): Promise<VersionRow> {
  const { content, number, basedOn, postId } = written
  const version: VersionRow = {
    id: newId(),
    post_id: postId,
    number,
    author_id: asPerson(at.caller).personId,
    based_on: basedOn,
    content,
    hash: hashOf(content),
    saved_at: at.now,
  }
  await insertVersion(at.db, version, fileIdsOf(content))
  await keepAlt(
    at.db,
    allItems(content).flatMap((item) => item.media),
  )
  return version
}
