import { type At, command, done } from '../../platform/action.ts'
import type { Writer } from '../../platform/database.ts'
import { newId } from '../../platform/id.ts'
import { asPerson } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { clausesOf, type Verdict } from '../../policy/index.ts'
import type { Attestation } from '../content.ts'
import { publishingContract } from '../contract.ts'
import { takeExact } from '../exact-version.ts'
import { refuseUnfit } from '../fits.ts'
import { openGate, refuseIfNotAllowed } from '../gate.ts'
import { happen } from '../happen.ts'
import { columnsOf, letGo, liveItems } from '../let-go.ts'
import { planOf } from '../local-time.ts'
import { worksOnPost } from '../permissions.ts'
import { updatePost } from '../store/posts.ts'
import type { PostRow, VersionRow } from '../store/tables.ts'
import { insertAttestation } from '../store/versions.ts'
import { channelIdsOf } from '../variants.ts'
import { viewPost } from '../view/post-view.ts'

/** Puts the exact version before the gate. Its verdict is kept, whatever it says. */
export const submitPost = command({
  shape: publishingContract['POST /posts/:postId/submit'],
  may: worksOnPost('contributor'),
  async do(at, input) {
    const { post, version } = await takeExact(at, input, 'submit')
    const plan = planOf(input.when)
    await refuseUnfit(at.db, version.content)
    await refuseDropped(at, post, version)
    if (input.attestation !== undefined) await attest(at, version, input.attestation)
    const planned = await updatePost(at.db, post.id, { ...columnsOf(plan), changed_at: at.now })
    const gate = await openGate(at, { post: planned, version })
    const verdict = await gate.ask('post.submit')
    if (verdict.outcome === 'refused') {
      refuseIfOffLimits(verdict)
      return done(
        { post: await viewPost(at, planned), verdict },
        entry('post.gate-refused', version, verdict),
      )
    }
    const submitted = await updatePost(at.db, post.id, {
      state: verdict.outcome === 'needs' ? 'submitted' : 'approved',
      state_at: at.now,
      state_by: asPerson(at.caller).personId,
    })
    await happen(at, {
      postId: post.id,
      versionNumber: version.number,
      kind: 'submitted',
      says: 'Submitted.',
    })
    const allowed = verdict.outcome === 'allowed'
    const leaving = allowed ? await letGo(at, { post: submitted, version, plan }) : verdict
    return done(
      { post: await viewPost(at, submitted.id), verdict: leaving },
      entry('post.submitted', version, verdict),
    )
  },
})

/** What a person may not do at all is an attempt on record, not a draft that waits. */
function refuseIfOffLimits(verdict: Verdict): void {
  const off = ['tiered-access', 'access-suspension']
  if (
    verdict.reasons.some((reason) => reason.outcome === 'refused' && off.includes(reason.control))
  )
    refuseIfNotAllowed(verdict)
}

const entry = (action: string, version: VersionRow, verdict: Verdict) => ({
  action,
  object: { kind: 'post', id: version.post_id },
  details: { versionId: version.id, hash: version.hash, verdict: verdict.outcome },
  clauses: clausesOf(verdict),
})

async function attest(at: At<Writer>, version: VersionRow, stated: Attestation): Promise<void> {
  await insertAttestation(at.db, {
    id: newId(),
    post_id: version.post_id,
    version_id: version.id,
    by_id: asPerson(at.caller).personId,
    at: at.now,
    stated,
  })
}

/** A correction goes wherever the post can be read: leaving a channel out would correct half of it. */
async function refuseDropped(at: At<Writer>, post: PostRow, version: VersionRow): Promise<void> {
  const chosen = channelIdsOf(version.content)
  const dropped = (await liveItems(at.db, post.id)).find((item) => !chosen.includes(item.channelId))
  if (dropped === undefined) return
  throw refuse.invalid(
    'This post can be read on a channel that the correction leaves out. Keep the channel, or delete the post there first.',
    { fields: { channels: 'Keep every channel on which the post can be read.' } },
  )
}
