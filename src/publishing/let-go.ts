import type { At } from '../platform/action.ts'
import type { Writer } from '../platform/database.ts'
import { asPerson } from '../platform/permission.ts'
import { refuse } from '../platform/refusal.ts'
import type { Verdict } from '../policy/index.ts'
import { openGate } from './gate.ts'
import { happen } from './happen.ts'
import { pumpAt } from './jobs.ts'
import type { Planned } from './local-time.ts'
import { itemHash, type LiveItem, planFor } from './plan.ts'
import { planDeliveries, readDeliveries, readLive } from './store/deliveries.ts'
import { updatePost } from './store/posts.ts'
import type { PostRow, VersionRow } from './store/tables.ts'
import { readVersionsById } from './store/versions.ts'

export interface LetGo {
  readonly post: PostRow
  readonly version: VersionRow
  readonly plan: Planned
}

/**
 * Lets a post go at its time, if the gate allows the person who acts to do that. Otherwise it
 * waits in "Needs a time" for someone whom the gate allows.
 */
export async function letGo(at: At<Writer>, { post, version, plan }: LetGo): Promise<Verdict> {
  const { db, now } = at
  const { personId } = asPerson(at.caller)
  const planned = { ...post, ...columnsOf(plan), released_by: personId, released_at: now }
  const gate = await openGate(at, { post: planned, version })
  // A change to what is public already is a matter of its own.
  const actions = post.live
    ? (['post.schedule', 'post.correct'] as const)
    : (['post.schedule'] as const)
  const verdicts = []
  for (const action of actions) verdicts.push(await gate.ask(action))
  const verdict = worst(verdicts)
  if (verdict.outcome !== 'allowed') return verdict
  const dueAt = plan.dueAt ?? now
  await planLeaving(at, { post, version, dueAt })
  await updatePost(db, post.id, {
    ...columnsOf(plan),
    due_at: dueAt,
    released_by: personId,
    released_at: now,
    state: 'scheduled',
    state_at: now,
    state_by: personId,
    changed_at: now,
  })
  await happen(at, {
    postId: post.id,
    versionNumber: version.number,
    kind: 'scheduled',
    says: plan.dueAt === null ? 'Let go, to leave at once.' : 'Let go, to leave at its time.',
  })
  await pumpAt(db, dueAt)
  return verdict
}

function worst(verdicts: readonly Verdict[]): Verdict {
  const order = ['refused', 'needs', 'allowed'] as const
  for (const outcome of order) {
    const found = verdicts.find((verdict) => verdict.outcome === outcome)
    if (found !== undefined) return found
  }
  throw new Error('The gate gave no verdict.')
}

export const columnsOf = (plan: Planned) => ({
  schedule: plan.kind,
  local_time: plan.local,
  zone: plan.zone,
  due_at: plan.dueAt,
})

async function planLeaving(
  at: At<Writer>,
  { post, version, dueAt }: { post: PostRow; version: VersionRow; dueAt: Temporal.Instant },
): Promise<void> {
  const { db, now } = at
  const live = await liveItems(db, post.id)
  const wanted = { postId: post.id, versionId: version.id, content: version.content, dueAt }
  const deliveries = planFor(wanted, live)
  if (deliveries.length === 0)
    throw refuse.conflict(
      'This version says what is on the networks already, so there is nothing to send.',
    )
  const lost = deliveries.find(({ kind, target_id }) => kind !== 'post' && target_id === null)
  if (lost !== undefined)
    throw refuse.conflict(
      'Crier does not know the address of this post on the network, so it cannot be corrected from here. Correct it there by hand.',
    )
  await planDeliveries(db, deliveries, now)
}

/** What can be read on the networks now, item by item. */
export async function liveItems(db: Writer, postId: string): Promise<LiveItem[]> {
  const live = await readLive(db, [postId])
  const versions = await readVersionsById(db, [...new Set(live.map((row) => row.version_id))])
  const contents = new Map(versions.map((version) => [version.id, version.content]))
  const remote = await remoteIds(db, postId)
  return live.flatMap((row) => {
    const content = contents.get(row.version_id)
    if (content === undefined) return []
    const { channel_id: channelId, position } = row
    return [
      {
        channelId,
        position,
        remoteId: remote.get(`${channelId} ${position}`) ?? null,
        itemHash: itemHash(content, channelId, position),
      },
    ]
  })
}

/** An edit keeps the id of the post that it changed. */
async function remoteIds(db: Writer, postId: string): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  for (const row of await readDeliveries(db, [postId]))
    if (row.kind === 'post' && row.state === 'sent' && row.remote_id !== null)
      ids.set(`${row.channel_id} ${row.position}`, row.remote_id)
  return ids
}
