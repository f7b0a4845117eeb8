import { holdsRole } from '../../people/index.ts'
import { command, done } from '../../platform/action.ts'
import { newId } from '../../platform/id.ts'
import { asPerson } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { publishingContract } from '../contract.ts'
import { takeExact } from '../exact-version.ts'
import { insertClearance } from '../store/versions.ts'
import { viewPost } from '../view/post-view.ts'

/**
 * Lets the personal data in exactly this version pass. Whether the council gives this officer the
 * authority is the gate's to say, when the post moves on.
 */
export const clearPost = command({
  shape: publishingContract['POST /posts/:postId/clear'],
  may: holdsRole('data-protection-officer', 'communications'),
  async do(at, input) {
    const { personId, roles } = asPerson(at.caller)
    const { post, version } = await takeExact(at, input, 'clear')
    if (post.author_ids.includes(personId))
      throw refuse.notAllowed('You wrote a part of this post, so someone else has to clear it.')
    await insertClearance(at.db, {
      id: newId(),
      post_id: post.id,
      version_id: version.id,
      by_id: personId,
      by_roles: [...roles],
      at: at.now,
      reason: input.reason,
    })
    return done(await viewPost(at, post), {
      action: 'post.cleared',
      object: { kind: 'post', id: post.id },
      details: { versionId: version.id, hash: version.hash, control: 'personal-data-check' },
    })
  },
})
