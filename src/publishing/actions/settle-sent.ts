import { command, done } from '../../platform/action.ts'
import { refuse } from '../../platform/refusal.ts'
import { applyAndFollow } from '../apply.ts'
import { changeFor } from '../change.ts'
import { publishingContract } from '../contract.ts'
import { happen } from '../happen.ts'
import { found, worksOnDelivery } from '../permissions.ts'
import { remoteFrom } from '../remote-address.ts'
import { takeAwaiting } from '../take-delivery.ts'
import { viewPost } from '../view/post-view.ts'

/** A person looked at the network and found it there. */
export const settleSent = command({
  shape: publishingContract['POST /deliveries/:deliveryId/settle-sent'],
  may: worksOnDelivery('publisher'),
  async do(at, { deliveryId, reason, address }) {
    const { delivery, post } = await takeAwaiting(at, deliveryId)
    const remote = address === undefined ? null : remoteFrom(address)
    if (address !== undefined && remote?.address === null && remote.remoteId === null)
      throw refuse.invalid('This is neither an address nor an id of a post.', {
        fields: { address: 'Copy the address of the post from your browser.' },
      })
    const change = changeFor(delivery, {
      to: 'sent',
      sentAt: at.now,
      remoteId: delivery.kind === 'post' ? (remote?.remoteId ?? null) : null,
      address: remote?.address ?? null,
    })
    await applyAndFollow(at, [change])
    await happen(at, {
      postId: post.id,
      versionNumber: null,
      deliveryId,
      kind: 'settled',
      says: reason,
    })
    return done(await viewPost(at, found(post).id), {
      action: 'delivery.settled-as-sent',
      object: { kind: 'post', id: post.id },
      details: { deliveryId, channelId: delivery.channel_id },
    })
  },
})
