import { command, done } from '../../platform/action.ts'
import { refuse } from '../../platform/refusal.ts'
import { publishingContract } from '../contract.ts'
import { canStop } from '../delivery.ts'
import { happen } from '../happen.ts'
import { worksOnDelivery } from '../permissions.ts'
import { settlePosts } from '../settle-posts.ts'
import { clearAlarms } from '../store/alarms.ts'
import { stopDeliveries } from '../store/deliveries.ts'
import { followersOf } from '../store/machine.ts'
import { takeDelivery } from '../take-delivery.ts'
import { viewPost } from '../view/post-view.ts'

/** Stops what has not left on one channel. The rest of its thread stops with it. */
export const stopDelivery = command({
  shape: publishingContract['POST /deliveries/:deliveryId/stop'],
  may: worksOnDelivery('publisher'),
  async do(at, { deliveryId, reason }) {
    const { db, now } = at
    const { delivery, post } = await takeDelivery(at, deliveryId)
    const rest = delivery.kind === 'delete' ? [] : await followersOf(db, [delivery])
    const ids = [deliveryId, ...rest.map((follower) => follower.id)]
    const stopped = await stopDeliveries(db, ids, { from: canStop, to: 'withdrawn' })
    if (!stopped.some((each) => each.id === deliveryId))
      throw refuse.conflict('This was handed to the network already, so it cannot be stopped.')
    await clearAlarms(
      db,
      stopped.map((each) => each.id),
      now,
    )
    await settlePosts(db, [post.id], now)
    await happen(at, {
      postId: post.id,
      versionNumber: null,
      deliveryId,
      kind: 'withdrawn',
      says: reason,
    })
    return done(await viewPost(at, post.id), {
      action: 'delivery.stopped',
      object: { kind: 'post', id: post.id },
      details: { deliveryId, channelId: delivery.channel_id, stopped: stopped.length },
    })
  },
})
