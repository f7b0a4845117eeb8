import { type At, command, done } from '../../platform/action.ts'
import type { Writer } from '../../platform/database.ts'
import { newId } from '../../platform/id.ts'
import { asPerson } from '../../platform/permission.ts'
import { type Actor, clausesOf, type Level, levels, type Verdict } from '../../policy/index.ts'
import { publishingContract } from '../contract.ts'
import { takeExact } from '../exact-version.ts'
import { refuseUnfit } from '../fits.ts'
import { openGate, refuseIfNotAllowed } from '../gate.ts'
import { letGo } from '../let-go.ts'
import type { Planned } from '../local-time.ts'
import { worksOnPost } from '../permissions.ts'
import { updatePost } from '../store/posts.ts'
import type { PostRow, VersionRow } from '../store/tables.ts'
import { insertDecision } from '../store/versions.ts'
import { viewPost } from '../view/post-view.ts'

/**
 * Approves exactly the version that was read. The post then leaves at its time; if that has
 * passed, somebody chooses a new one.
 */
export const approvePost = command({
  shape: publishingContract['POST /posts/:postId/approve'],
  may: worksOnPost('publisher'),
  async do(at, input) {
    const { post, version } = await takeExact(at, input, 'approve')
    await refuseUnfit(at.db, version.content)
    const gate = await openGate(at, { post, version })
    const verdict = await gate.ask('post.approve')
    if (verdict.outcome === 'refused') {
      const own = verdict.reasons.filter((reason) => reason.outcome === 'refused')
      if (own.some((reason) => aboutApprover.includes(reason.control))) refuseIfNotAllowed(verdict)
      return done(
        { post: await viewPost(at, post), verdict },
        entry('post.gate-refused', version, verdict),
      )
    }
    await decide(at, version, { level: lowestLevel(gate.actor, post), note: input.note })
    const approved = await updatePost(at.db, post.id, {
      state: 'approved',
      state_at: at.now,
      state_by: asPerson(at.caller).personId,
      approved_by: asPerson(at.caller).personId,
      changed_at: at.now,
    })
    const late = verdict.outcome === 'needs'
    const leaving = late
      ? verdict
      : await letGo(at, { post: approved, version, plan: planned(post) })
    return done(
      { post: await viewPost(at, post.id), verdict: leaving },
      entry('post.approved', version, verdict),
    )
  },
})

const aboutApprover: readonly string[] = ['post-approval', 'tiered-access', 'access-suspension']

const entry = (action: string, version: VersionRow, verdict: Verdict) => ({
  action,
  object: { kind: 'post', id: version.post_id },
  details: { versionId: version.id, hash: version.hash, verdict: verdict.outcome },
  clauses: clausesOf(verdict),
})

async function decide(
  at: At<Writer>,
  version: VersionRow,
  { level, note }: { level: Level; note: string | undefined },
): Promise<void> {
  await insertDecision(at.db, {
    id: newId(),
    post_id: version.post_id,
    version_id: version.id,
    kind: 'approved',
    by_id: asPerson(at.caller).personId,
    level,
    at: at.now,
    reason: note ?? null,
  })
}

/** An approval counts as high as it reaches on every channel of the post. */
export function lowestLevel(actor: Actor, post: PostRow): Level {
  if (actor.kind !== 'person') return 'contributor'
  if (actor.everyChannel) return 'administrator'
  const held = post.channel_ids.map((id) => levels.indexOf(actor.levels[id] ?? 'contributor'))
  return levels[Math.min(...held)] ?? 'contributor'
}

export function planned(post: PostRow): Planned {
  const { schedule, local_time, zone, due_at } = post
  return {
    kind: schedule ?? 'as-soon-as-approved',
    local: local_time,
    zone,
    dueAt: schedule === 'at' ? due_at : null,
  }
}
