import { command, done } from '../../platform/action.ts'
import { asPerson } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { publishingContract } from '../contract.ts'
import { openGate, refuseIfNotAllowed } from '../gate.ts'
import { happen } from '../happen.ts'
import { found, takesBackPost } from '../permissions.ts'
import { isPossible, whyNot } from '../post.ts'
import { clearAlarms } from '../store/alarms.ts'
import { readDeliveries, stopDeliveries } from '../store/deliveries.ts'
import { lockPost, updatePost } from '../store/posts.ts'
import { readVersion } from '../store/versions.ts'
import { viewPost } from '../view/post-view.ts'

/** Takes a post back. What a worker has taken is stopped too; what was handed over cannot be. */
export const withdrawPost = command({
  shape: publishingContract['POST /posts/:postId/withdraw'],
  may: takesBackPost,
  async do(at, { postId, reason }) {
    const { db, now } = at
    const post = found(await lockPost(db, postId))
    if (!isPossible(post, 'withdraw')) throw refuse.conflict(whyNot(post, 'withdraw'))
    const version = found(await readVersion(db, post.version_id))
    const gate = await openGate(at, { post, version })
    refuseIfNotAllowed(await gate.ask('post.withdraw'))
    const own = (await readDeliveries(db, [postId])).filter(
      (delivery) => delivery.version_id === post.version_id,
    )
    const stopped = await stopDeliveries(
      db,
      own.map((delivery) => delivery.id),
      { from: ['due', 'claimed', 'held', 'refused'], to: 'withdrawn' },
    )
    const after = (await readDeliveries(db, [postId])).filter(
      (delivery) => delivery.version_id === post.version_id,
    )
    const gone = after.find((delivery) => delivery.state !== 'withdrawn')
    if (gone !== undefined)
      throw refuse.conflict(
        gone.state === 'sent'
          ? 'A part of this post has left already, so it cannot be withdrawn as a whole. Stop the rest at its delivery, or delete the post on the network.'
          : whyNot(
              { state: gone.state === 'unconfirmed' ? 'unconfirmed' : 'sending', live: post.live },
              'withdraw',
            ),
      )
    await clearAlarms(
      db,
      stopped.map((delivery) => delivery.id),
      now,
    )
    const row = await updatePost(db, postId, {
      state: 'withdrawn',
      state_at: now,
      state_by: asPerson(at.caller).personId,
      released_by: null,
      released_at: null,
      changed_at: now,
    })
    await happen(at, {
      postId,
      versionNumber: post.version_number,
      kind: 'withdrawn',
      says: reason ?? 'Withdrawn before it left.',
    })
    return done(await viewPost(at, row), {
      action: 'post.withdrawn',
      object: { kind: 'post', id: postId },
      details: { versionId: post.version_id, from: post.state },
    })
  },
})
