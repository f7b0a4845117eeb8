import { command, done } from '../../platform/action.ts'
import { applyAndFollow } from '../apply.ts'
import { changeFor } from '../change.ts'
import { publishingContract } from '../contract.ts'
import { happen } from '../happen.ts'
import { pumpAt } from '../jobs.ts'
import { worksOnDelivery } from '../permissions.ts'
import { settlePosts } from '../settle-posts.ts'
import { stopDeliveries } from '../store/deliveries.ts'
import { takeAwaiting } from '../take-delivery.ts'
import { viewPost } from '../view/post-view.ts'

/** A person looked at the network and did not find it. Only then may it be sent again. */
export const settleNotSent = command({
  shape: publishingContract['POST /deliveries/:deliveryId/settle-not-sent'],
  may: worksOnDelivery('publisher'),
  async do(at, { deliveryId, reason, sendAgain }) {
    const { delivery, post } = await takeAwaiting(at, deliveryId)
    const change = changeFor(delivery, { to: 'due', nextAt: at.now, repeat: true })
    await applyAndFollow(at, [change])
    if (sendAgain) await pumpAt(at.db, at.now)
    else {
      await stopDeliveries(at.db, [deliveryId], { from: ['due'], to: 'withdrawn' })
      await settlePosts(at.db, [post.id], at.now)
    }
    await happen(at, {
      postId: post.id,
      versionNumber: null,
      deliveryId,
      kind: 'settled',
      says: reason,
    })
    return done(await viewPost(at, post.id), {
      action: 'delivery.settled-as-not-sent',
      object: { kind: 'post', id: post.id },
      details: { deliveryId, channelId: delivery.channel_id, sendAgain },
    })
  },
})
