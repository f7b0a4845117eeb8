import { actorFacts } from '../../channels/index.ts'
import { hasLevel } from '../../people/index.ts'
import { type At, query } from '../../platform/action.ts'
import type { Reader } from '../../platform/database.ts'
import { newId } from '../../platform/id.ts'
import { asPerson } from '../../platform/permission.ts'
import { findClashes } from '../clashes.ts'
import type { Attestation, Content } from '../content.ts'
import { publishingContract } from '../contract.ts'
import { countsOf } from '../fit.ts'
import { findProblems, reachOf } from '../fits.ts'
import { columnsOf } from '../let-go.ts'
import { type Planned, planOf } from '../local-time.ts'
import { gather } from '../room.ts'
import { readPost } from '../store/posts.ts'
import type { PostRow } from '../store/tables.ts'
import { channelIdsOf } from '../variants.ts'
import { mirrorOf } from '../write-version.ts'

/** What the gate would say if this were submitted now. Nothing is kept. */
export const checkText = query({
  shape: publishingContract['POST /checks'],
  may: {
    says: 'People with any level on every channel that was chosen.',
    async check(at, { content }) {
      const channelIds = channelIdsOf(content)
      asPerson(at.caller)
      if (channelIds.length > 0)
        await hasLevel<unknown>('contributor', () => channelIds).check(at, {})
    },
  },
  async do(at, { content, when, attestation, postId }) {
    const { db, now } = at
    const plan: Planned =
      when === undefined
        ? { kind: 'as-soon-as-approved', local: null, zone: null, dueAt: null }
        : planOf(when)
    const post = await supposed(at, content, plan, postId)
    const actor = await actorFacts(db, at.caller)
    const subject = { post, version: { id: post.version_id, content } }
    const room = await gather(db, now, [subject], actor.kind === 'person' ? [actor] : [])
    const stated = attestation ?? unsaid
    const verdict = room.judge('post.submit', actor, subject, undefined, {
      ...stated,
      versionId: post.version_id,
      byPersonId: asPerson(at.caller).personId,
    })
    const clashes = await findClashes(db, content, plan.dueAt ?? now, postId)
    return {
      verdict,
      counts: countsOf(content, await reachOf(db, content)),
      problems: await findProblems(db, content),
      clashes: [...clashes],
    }
  },
})

const unsaid: Attestation = {
  purpose: '',
  benefit: '',
  source: '',
  accurate: false,
  professional: false,
  responsible: false,
}

/** The post as it would be: a version of its own, so that no earlier approval counts for it. */
async function supposed(
  { db, caller, now }: At<Reader>,
  content: Content,
  plan: Planned,
  postId: string | undefined,
): Promise<PostRow> {
  const { personId } = asPerson(caller)
  const known = postId === undefined ? undefined : await readPost(db, postId)
  const mine = known?.author_ids.includes(personId) === true
  return {
    id: newId(),
    state: 'draft',
    state_at: now,
    state_by: personId,
    live: false,
    version_number: 1,
    sent_at: null,
    approved_by: null,
    released_by: null,
    released_at: null,
    created_at: now,
    changed_at: now,
    ...mirrorOf(content),
    ...columnsOf(plan),
    version_id: newId(),
    created_by: mine && known ? known.created_by : personId,
    author_ids: mine && known ? known.author_ids : [personId],
  }
}
