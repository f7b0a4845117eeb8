import { command, done } from '../../platform/action.ts'
import { refuse } from '../../platform/refusal.ts'
import { clausesOf } from '../../policy/index.ts'
import { publishingContract } from '../contract.ts'
import { takeExact } from '../exact-version.ts'
import { refuseUnfit } from '../fits.ts'
import { letGo } from '../let-go.ts'
import { planOf } from '../local-time.ts'
import { worksOnPost } from '../permissions.ts'
import { readDeliveries } from '../store/deliveries.ts'
import { viewPost } from '../view/post-view.ts'

/** Chooses a time, or a new one. Without the gate's leave the plan stays as it was. */
export const schedulePost = command({
  shape: publishingContract['POST /posts/:postId/schedule'],
  may: worksOnPost('publisher'),
  async do(at, input) {
    const { post, version } = await takeExact(at, input, 'schedule')
    const plan = planOf(input.when)
    await refuseUnfit(at.db, version.content)
    const taken = (await readDeliveries(at.db, [post.id])).some(
      ({ state, version_id }) =>
        version_id === version.id && ['claimed', 'sending', 'unconfirmed'].includes(state),
    )
    if (taken)
      throw refuse.conflict('This post is leaving at this moment, so its time cannot be changed.')
    const verdict = await letGo(at, { post, version, plan })
    const allowed = verdict.outcome === 'allowed'
    return done(
      { post: await viewPost(at, post.id), verdict },
      {
        action: allowed ? 'post.scheduled' : 'post.gate-refused',
        object: { kind: 'post', id: post.id },
        details: {
          versionId: version.id,
          hash: version.hash,
          dueAt: plan.dueAt?.toString() ?? null,
          zone: plan.zone,
        },
        clauses: clausesOf(verdict),
      },
    )
  },
})
