import { command, done } from '../../platform/action.ts'
import { refuse } from '../../platform/refusal.ts'
import { publishingContract } from '../contract.ts'
import { happen } from '../happen.ts'
import { pumpAt } from '../jobs.ts'
import { worksOnDelivery } from '../permissions.ts'
import { settlePosts } from '../settle-posts.ts'
import { clearAlarms } from '../store/alarms.ts'
import { makeDue } from '../store/deliveries.ts'
import { takeDelivery } from '../take-delivery.ts'
import { viewPost } from '../view/post-view.ts'

/** A network that refused has published nothing, so this cannot make two of it. */
export const sendAgain = command({
  shape: publishingContract['POST /deliveries/:deliveryId/send-again'],
  may: worksOnDelivery('publisher'),
  async do(at, { deliveryId, reason }) {
    const { db, now } = at
    const { delivery, post } = await takeDelivery(at, deliveryId)
    if (delivery.state !== 'refused' || post.state !== 'refused')
      throw refuse.conflict(
        'Only what a network refused, and what was not edited since, can be sent again.',
      )
    await makeDue(db, [deliveryId], ['refused'], { next: now, due: now })
    await clearAlarms(db, [deliveryId], now)
    await settlePosts(db, [post.id], now)
    await happen(at, {
      postId: post.id,
      versionNumber: null,
      deliveryId,
      kind: 'released',
      says: reason,
    })
    await pumpAt(db, now)
    return done(await viewPost(at, post.id), {
      action: 'delivery.send-again-asked',
      object: { kind: 'post', id: post.id },
      details: { deliveryId, channelId: delivery.channel_id },
    })
  },
})
