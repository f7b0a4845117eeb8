import { signedIn } from '../../people/index.ts'
import { type At, command, done, unchanged } from '../../platform/action.ts'
import type { Writer } from '../../platform/database.ts'
import { asPerson } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { publishingContract } from '../contract.ts'
import { checkLevel, found, refuseStranger } from '../permissions.ts'
import { afterSave, isPossible, whyNot } from '../post.ts'
import { clearAlarms } from '../store/alarms.ts'
import { readDeliveries, stopDeliveries } from '../store/deliveries.ts'
import { lockPost, updatePost } from '../store/posts.ts'
import type { PostRow } from '../store/tables.ts'
import { readVersions } from '../store/versions.ts'
import { hashOf } from '../variants.ts'
import { viewPost } from '../view/post-view.ts'
import { viewVersion } from '../view/version-view.ts'
import { askToWrite, mirrorOf, writeVersion } from '../write-version.ts'

/**
 * Saves a post as a new version. Whatever was asked, approved or planned about the version before
 * no longer counts. A save that is based on an older version is refused with the newer one.
 */
export const savePost = command({
  shape: publishingContract['POST /posts/:postId/versions'],
  may: signedIn,
  async do(at, { postId, basedOn, content }) {
    const { db, now } = at
    const { personId } = asPerson(at.caller)
    const post = found(await lockPost(db, postId))
    await askToWrite(at, post, content)
    refuseStranger(post, at.caller)
    // An edit takes a post out of the queue, which is for its authors and for publishers.
    if (inQueue.includes(post.state) && !post.author_ids.includes(personId))
      await checkLevel(at, post, 'publisher')
    const versions = await readVersions(db, postId)
    const current = versions.find((version) => version.id === post.version_id)
    if (current?.hash === hashOf(content)) return unchanged(await viewPost(at, post))
    if (basedOn !== post.version_id && current !== undefined)
      throw refuse.conflict(
        'Someone else saved this post since you opened it. Your text was not saved over theirs. Compare the two, then save again.',
        { more: { newer: await viewVersion(at, current) } },
      )
    if (!isPossible(post, 'save')) throw refuse.conflict(whyNot(post, 'save'))
    await stopWaiting(at, post)
    const number = Math.max(...versions.map((version) => version.number)) + 1
    const version = await writeVersion(at, { postId, number, basedOn, content })
    const row = await updatePost(db, postId, {
      ...mirrorOf(content),
      state: afterSave,
      state_at: now,
      state_by: personId,
      version_id: version.id,
      version_number: number,
      author_ids: [...new Set([...post.author_ids, personId])],
      approved_by: null,
      released_by: null,
      released_at: null,
      changed_at: now,
    })
    return done(await viewPost(at, row), {
      action: 'post.saved',
      object: { kind: 'post', id: postId },
      details: { versionId: version.id, hash: version.hash, from: post.state },
    })
  },
})

const inQueue: readonly PostRow['state'][] = ['approved', 'scheduled', 'held', 'sent', 'refused']

/** The version before must not leave any more, not even what a worker has taken already. */
export async function stopWaiting(at: At<Writer>, post: PostRow): Promise<void> {
  const { db, now } = at
  const ids = (await readDeliveries(db, [post.id])).map((delivery) => delivery.id)
  const stopped = await stopDeliveries(db, ids, {
    from: ['due', 'claimed', 'held', 'refused'],
    to: 'withdrawn',
  })
  await clearAlarms(
    db,
    stopped.map((delivery) => delivery.id),
    now,
  )
  const after = await readDeliveries(db, [post.id])
  const underWay = after.find(({ state }) => state === 'sending' || state === 'unconfirmed')
  if (underWay !== undefined)
    throw refuse.conflict(
      whyNot(
        { state: underWay.state === 'sending' ? 'sending' : 'unconfirmed', live: post.live },
        'save',
      ),
    )
}
