import type { Caller } from '../../platform/caller.ts'
import type { Reader } from '../../platform/database.ts'
import type { PostMay, PostView } from '../contract.ts'
import { found } from '../permissions.ts'
import { isPossible, whyNot } from '../post.ts'
import { readAlarmsOf } from '../store/alarms.ts'
import { readAttempts, readDeliveries } from '../store/deliveries.ts'
import { readPost } from '../store/posts.ts'
import type { PostRow, VersionRow } from '../store/tables.ts'
import { readGrounds, readHappenings, readVerdicts, readVersions } from '../store/versions.ts'
import { viewCard } from './cards.ts'
import { viewDelivery } from './delivery-view.ts'
import { type Names, namesFor } from './names.ts'
import { type Sources, storyOf } from './story.ts'
import { lineOf } from './version-view.ts'
import { type Viewer, viewerOf } from './viewer.ts'

interface At {
  readonly db: Reader
  readonly caller: Caller
  readonly now: Temporal.Instant
}

/** A post with its whole story. */
export async function viewPost(at: At, which: PostRow | string): Promise<PostView> {
  const { db } = at
  const id = typeof which === 'string' ? which : which.id
  const post = found(await readPost(db, id))
  const sources = await readSources(db, id)
  const version = found(sources.versions.find((each) => each.id === post.version_id))
  const names = await namesFor(db, peopleIn(post, sources), channelsIn(post, sources))
  const viewer = await viewerOf(at, [post])
  const card = viewCard(post, names, viewer)
  return {
    ...card,
    content: version.content,
    versions: sources.versions.map((each) => lineOf(each, names.person(each.author_id))),
    ...viewSaid(sources, names),
    deliveries: sources.deliveries.map((delivery) =>
      viewDelivery(
        delivery,
        sources.attempts.filter((attempt) => attempt.delivery_id === delivery.id),
        names,
        viewer,
      ),
    ),
    story: storyOf(sources, names),
    ledger: [{ kind: 'post', id }],
    compareWith: compareWith(post, sources),
    mayNot: mayNot(post, viewer, card.may),
  }
}

async function readSources(db: Reader, id: string): Promise<Sources> {
  return {
    versions: await readVersions(db, id),
    grounds: await readGrounds(db, [id]),
    verdicts: await readVerdicts(db, id),
    happenings: await readHappenings(db, id),
    deliveries: await readDeliveries(db, [id]),
    attempts: await readAttempts(db, id),
    alarms: await readAlarmsOf(db, id),
  }
}

function peopleIn(post: PostRow, { versions, grounds, happenings }: Sources): (string | null)[] {
  const { attestations, decisions, clearances } = grounds
  return [
    ...post.author_ids,
    post.state_by,
    ...versions.map((version) => version.author_id),
    ...[...attestations, ...decisions, ...clearances, ...happenings].map((row) => row.by_id),
  ]
}

const channelsIn = (post: PostRow, { deliveries }: Sources) => [
  ...post.channel_ids,
  ...deliveries.map((delivery) => delivery.channel_id),
]

function viewSaid({ grounds, verdicts }: Sources, names: Names) {
  return {
    verdicts: verdicts.map((row) => ({
      ...row.verdict,
      id: row.id,
      versionId: row.version_id,
      at: row.at.toString(),
    })),
    attestations: grounds.attestations.map((row) => ({
      ...row.stated,
      versionId: row.version_id,
      by: names.person(row.by_id),
      at: row.at.toString(),
    })),
    decisions: grounds.decisions.map((row) => ({
      id: row.id,
      versionId: row.version_id,
      kind: row.kind,
      by: names.person(row.by_id),
      at: row.at.toString(),
      reason: row.reason,
    })),
    clearances: grounds.clearances.map((row) => ({
      versionId: row.version_id,
      by: names.person(row.by_id),
      at: row.at.toString(),
      reason: row.reason,
    })),
  }
}

/** The version that was last approved, or failing that the one that can be read on a network. */
function compareWith(post: PostRow, { grounds, deliveries, versions }: Sources): string | null {
  const older = (id: string) => id !== post.version_id
  const approved = grounds.decisions.findLast(
    (row) => row.kind === 'approved' && older(row.version_id),
  )
  const sent = deliveries.findLast((row) => row.state === 'sent' && older(row.version_id))
  const numberOf = (id: string | undefined) =>
    versions.find((version: VersionRow) => version.id === id)?.number ?? -1
  const [a, b] = [approved?.version_id, sent?.version_id]
  return (numberOf(a) >= numberOf(b) ? a : b) ?? null
}

/** What one could expect to be able to do, and why it is not so. */
function mayNot(post: PostRow, viewer: Viewer, may: readonly PostMay[]) {
  const reasons: PostView['mayNot'] = []
  if (post.state === 'submitted' && !may.includes('approve')) {
    const why = viewer.whyNotApprove(post)
    if (why !== null) reasons.push({ what: 'approve', why })
  }
  for (const what of ['save', 'withdraw'] as const)
    if (!isPossible(post, what)) reasons.push({ what, why: whyNot(post, what) })
  return reasons
}
