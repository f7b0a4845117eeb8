import { command, done } from '../../platform/action.ts'
import { newId } from '../../platform/id.ts'
import { asPerson } from '../../platform/permission.ts'
import { publishingContract } from '../contract.ts'
import { takeExact } from '../exact-version.ts'
import { openGate, refuseIfNotAllowed } from '../gate.ts'
import { worksOnPost } from '../permissions.ts'
import { updatePost } from '../store/posts.ts'
import { insertDecision } from '../store/versions.ts'
import { viewPost } from '../view/post-view.ts'
import { lowestLevel } from './approve-post.ts'

/** Sends the exact version back to its author, with the reason. */
export const returnPost = command({
  shape: publishingContract['POST /posts/:postId/return'],
  may: worksOnPost('publisher'),
  async do(at, input) {
    const { db, now } = at
    const { personId } = asPerson(at.caller)
    const { post, version } = await takeExact(at, input, 'return')
    const gate = await openGate(at, { post, version })
    refuseIfNotAllowed(await gate.ask('post.return'))
    await insertDecision(db, {
      id: newId(),
      post_id: post.id,
      version_id: version.id,
      kind: 'returned',
      by_id: personId,
      level: lowestLevel(gate.actor, post),
      at: now,
      reason: input.reason,
    })
    const row = await updatePost(db, post.id, {
      state: 'returned',
      state_at: now,
      state_by: personId,
      changed_at: now,
    })
    return done(await viewPost(at, row), {
      action: 'post.returned',
      object: { kind: 'post', id: post.id },
      details: { versionId: version.id, hash: version.hash },
    })
  },
})
