import { type At, command, done } from '../../platform/action.ts'
import type { Writer } from '../../platform/database.ts'
import { newId } from '../../platform/id.ts'
import { asPerson } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { publishingContract } from '../contract.ts'
import { openGate, refuseIfNotAllowed } from '../gate.ts'
import { happen } from '../happen.ts'
import { pumpAt } from '../jobs.ts'
import { liveItems } from '../let-go.ts'
import { found, worksOnPost } from '../permissions.ts'
import { isPossible, whyNot } from '../post.ts'
import { planDeliveries, readLive } from '../store/deliveries.ts'
import { lockPost, updatePost } from '../store/posts.ts'
import type { PostRow } from '../store/tables.ts'
import { readVersion } from '../store/versions.ts'
import { viewPost } from '../view/post-view.ts'
import { stopWaiting } from './save-post.ts'

/** Deletes a post on its networks: through the same machine, one delivery for each item. */
export const removePost = command({
  shape: publishingContract['POST /posts/:postId/remove'],
  may: worksOnPost('publisher'),
  async do(at, { postId, reason, channelIds }) {
    const { db, now } = at
    const { personId } = asPerson(at.caller)
    const post = found(await lockPost(db, postId))
    if (!isPossible(post, 'remove')) throw refuse.conflict(whyNot(post, 'remove'))
    const version = found(await readVersion(db, post.version_id))
    const gate = await openGate(at, { post, version })
    refuseIfNotAllowed(await gate.ask('post.delete'))
    await stopWaiting(at, post)
    const count = await planRemoval(at, post, channelIds)
    const row = await updatePost(db, postId, {
      state: 'removing',
      state_at: now,
      state_by: personId,
      released_by: personId,
      released_at: now,
      changed_at: now,
    })
    const versionNumber = post.version_number
    await happen(at, { postId, versionNumber, kind: 'removed', says: reason })
    await pumpAt(db, now)
    return done(await viewPost(at, row), {
      action: 'post.remove-asked',
      object: { kind: 'post', id: postId },
      details: { versionId: post.version_id, deliveries: count },
    })
  },
})

async function planRemoval(
  at: At<Writer>,
  post: PostRow,
  channelIds: readonly string[] | undefined,
): Promise<number> {
  const live = await liveItems(at.db, post.id)
  const chosen = live.filter(
    (item) => channelIds === undefined || channelIds.includes(item.channelId),
  )
  if (chosen.length === 0)
    throw refuse.conflict('Nothing of this post can be read on the channels that you chose.')
  if (chosen.some((item) => item.remoteId === null))
    throw refuse.conflict(
      'Crier does not know the address of this post on the network, so it cannot be deleted from here. Delete it there by hand.',
    )
  const rows = await readLive(at.db, [post.id])
  const versionOf = (channelId: string, position: number) =>
    rows.find((row) => row.channel_id === channelId && row.position === position)?.version_id
  await planDeliveries(
    at.db,
    chosen.map(({ channelId, position, remoteId }) => ({
      id: newId(),
      post_id: post.id,
      version_id: versionOf(channelId, position) ?? post.version_id,
      channel_id: channelId,
      position,
      kind: 'delete' as const,
      due_at: at.now,
      target_id: remoteId,
    })),
    at.now,
  )
  return chosen.length
}
