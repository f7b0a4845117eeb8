import { channelsById } from '../../channels/index.ts'
import { type At, command, done } from '../../platform/action.ts'
import type { Writer } from '../../platform/database.ts'
import { refuse } from '../../platform/refusal.ts'
import { applyAndFollow } from '../apply.ts'
import { changeFor } from '../change.ts'
import { publishingContract } from '../contract.ts'
import { happen } from '../happen.ts'
import { found, worksOnDelivery } from '../permissions.ts'
import { remoteFrom } from '../remote-address.ts'
import { knownRemoteIds } from '../store/machine.ts'
import { takeAwaiting } from '../take-delivery.ts'
import { viewPost } from '../view/post-view.ts'

/** A person looked at the network and found it there. */
export const settleSent = command({
  shape: publishingContract['POST /deliveries/:deliveryId/settle-sent'],
  may: worksOnDelivery('publisher'),
  async do(at, { deliveryId, reason, address }) {
    const { delivery, post } = await takeAwaiting(at, deliveryId)
    const remote = address === undefined ? null : remoteFrom(address)
    if (remote !== null) await refuseStrange(at, delivery.channel_id, remote)
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

/** An address on that network, of a post that is not known as another delivery of ours. */
async function refuseStrange(
  { db }: At<Writer>,
  channelId: string,
  { address, remoteId }: ReturnType<typeof remoteFrom>,
): Promise<void> {
  const invalid = (sentence: string) => refuse.invalid(sentence, { fields: { address: sentence } })
  if (address === null && remoteId === null)
    throw invalid('This is neither the address nor the id of a post. Copy it from your browser.')
  const account = (await channelsById(db, [channelId])).get(channelId)?.account ?? null
  const host = account !== null && URL.canParse(account.address) && new URL(account.address).host
  if (address !== null && host && new URL(address).host !== host)
    throw invalid('This address is not on the server of the channel. Copy it from your browser.')
  if (remoteId !== null && (await knownRemoteIds(db, channelId, [remoteId])).size > 0)
    throw invalid('This is the address of another post that Crier sent. Look for the right one.')
}
