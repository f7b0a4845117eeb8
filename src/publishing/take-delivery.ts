import type { At } from '../platform/action.ts'
import type { Writer } from '../platform/database.ts'
import { refuse } from '../platform/refusal.ts'
import { found } from './permissions.ts'
import { readDelivery } from './store/deliveries.ts'
import { lockPost } from './store/posts.ts'
import type { DeliveryRow, PostRow } from './store/tables.ts'

/** Takes hold of a delivery by its post, in the order in which everyone takes hold of them. */
export async function takeDelivery(
  at: At<Writer>,
  deliveryId: string,
): Promise<{ delivery: DeliveryRow; post: PostRow }> {
  const before = found(await readDelivery(at.db, deliveryId))
  const post = found(await lockPost(at.db, before.post_id))
  return { delivery: found(await readDelivery(at.db, deliveryId)), post }
}

/** An unconfirmed delivery that the machine has given up on. */
export async function takeAwaiting(at: At<Writer>, deliveryId: string) {
  const taken = await takeDelivery(at, deliveryId)
  if (taken.delivery.state !== 'unconfirmed')
    throw refuse.conflict('This delivery is not unconfirmed any more. Look at it again.')
  if (taken.delivery.next_at !== null)
    throw refuse.conflict(
      'Crier is still looking on the network for this post, which may have been slow to arrive. Wait until it has finished looking.',
    )
  return taken
}
