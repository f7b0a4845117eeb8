import { type At, command, done } from '../../platform/action.ts'
import type { Writer } from '../../platform/database.ts'
import { asPerson } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { clausesOf } from '../../policy/index.ts'
import { publishingContract } from '../contract.ts'
import { refuseUnfit } from '../fits.ts'
import { openGate } from '../gate.ts'
import { happen } from '../happen.ts'
import { pumpAt } from '../jobs.ts'
import { columnsOf } from '../let-go.ts'
import { type Planned, planOf } from '../local-time.ts'
import { found, worksOnPost } from '../permissions.ts'
import { isPossible, whyNot } from '../post.ts'
import { settlePosts } from '../settle-posts.ts'
import { clearAlarms } from '../store/alarms.ts'
import { makeDue, readDeliveries } from '../store/deliveries.ts'
import { lockPost, updatePost } from '../store/posts.ts'
import type { DeliveryRow, PostRow } from '../store/tables.ts'
import { readVersion } from '../store/versions.ts'
import { viewPost } from '../view/post-view.ts'

/** Lets a held post go, once the gate no longer has anything against it. */
export const releasePost = command({
  shape: publishingContract['POST /posts/:postId/release'],
  may: worksOnPost('publisher'),
  async do(at, { postId, when, reason }) {
    const { db, now } = at
    const { personId } = asPerson(at.caller)
    const post = found(await lockPost(db, postId))
    if (!isPossible(post, 'release')) throw refuse.conflict(whyNot(post, 'release'))
    const version = found(await readVersion(db, post.version_id))
    const plan = planOf(when)
    await refuseUnfit(db, version.content)
    const release = { released_by: personId, released_at: now }
    const planned = { ...post, ...columnsOf(plan), ...release }
    const gate = await openGate(at, { post: planned, version })
    const held = await heldOf(at, post)
    const verdict = await gate.ask('post.schedule', [
      ...new Set(held.map((delivery) => delivery.channel_id)),
    ])
    const allowed = verdict.outcome === 'allowed'
    if (allowed) {
      await updatePost(db, postId, { ...columnsOf(plan), ...release })
      await queueHeld(at, post, held, plan)
      await happen(at, {
        postId,
        versionNumber: version.number,
        kind: 'released',
        says: reason,
        clauses: clausesOf(verdict),
      })
    }
    return done(
      { post: await viewPost(at, postId), verdict },
      {
        action: allowed ? 'post.released' : 'post.gate-refused',
        object: { kind: 'post', id: postId },
        details: { versionId: version.id, dueAt: plan.dueAt?.toString() ?? null },
        clauses: clausesOf(verdict),
      },
    )
  },
})

/** What waits for an earlier item of its thread follows by itself once that has arrived. */
async function heldOf({ db }: At<Writer>, post: PostRow): Promise<DeliveryRow[]> {
  return (await readDeliveries(db, [post.id])).filter(
    (delivery) => delivery.state === 'held' && delivery.held_why !== 'thread',
  )
}

async function queueHeld(
  at: At<Writer>,
  post: PostRow,
  held: readonly DeliveryRow[],
  plan: Planned,
): Promise<void> {
  const { db, now } = at
  const dueAt = plan.dueAt ?? now
  const ids = held.map((delivery) => delivery.id)
  await makeDue(db, ids, ['held'], { next: dueAt, due: dueAt })
  await updatePost(db, post.id, { due_at: dueAt, changed_at: now })
  await clearAlarms(db, ids, now)
  await settlePosts(db, [post.id], now)
  await pumpAt(db, dueAt)
}
