import { command, done } from '../../platform/action.ts'
import { asPerson } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { publishingContract } from '../contract.ts'
import { happen } from '../happen.ts'
import { found, takesBackPost } from '../permissions.ts'
import { isPossible, whyNot } from '../post.ts'
import { settlePosts } from '../settle-posts.ts'
import { readLive } from '../store/deliveries.ts'
import { lockPost, updatePost } from '../store/posts.ts'
import { readVersion } from '../store/versions.ts'
import { viewPost } from '../view/post-view.ts'
import { mirrorOf } from '../write-version.ts'

/**
 * Gives up a draft; its versions stay on record. A correction that is given up leaves the post as
 * it can be read on the networks.
 */
export const discardPost = command({
  shape: publishingContract['POST /posts/:postId/discard'],
  may: takesBackPost,
  async do(at, { postId, reason }) {
    const { db, now } = at
    const post = found(await lockPost(db, postId))
    if (!isPossible(post, 'discard')) throw refuse.conflict(whyNot(post, 'discard'))
    const [live] = await readLive(db, [postId])
    const version = live && (await readVersion(db, live.version_id))
    const row = await updatePost(db, postId, {
      state: version === undefined ? 'discarded' : 'sent',
      state_at: now,
      state_by: asPerson(at.caller).personId,
      changed_at: now,
      ...(version && {
        version_id: version.id,
        version_number: version.number,
        ...mirrorOf(version.content),
      }),
    })
    // What can be read there decides what the post is called now.
    if (version !== undefined) await settlePosts(db, [postId], now)
    await happen(at, {
      postId,
      versionNumber: post.version_number,
      kind: 'discarded',
      says: reason ?? 'Discarded.',
    })
    return done(await viewPost(at, row.id), {
      action: version === undefined ? 'post.discarded' : 'post.correction-discarded',
      object: { kind: 'post', id: postId },
      details: { versionId: post.version_id },
    })
  },
})
