import { actorFacts } from '../../channels/index.ts'
import { hasFullAccess, isAuditor, type Level, lockdownOf, reaches } from '../../people/index.ts'
import type { Caller } from '../../platform/caller.ts'
import type { Reader } from '../../platform/database.ts'
import { sentencesOf, type Verdict } from '../../policy/index.ts'
import type { PostMay } from '../contract.ts'
import { isPossible } from '../post.ts'
import { gather, type Subject } from '../room.ts'
import type { PostRow } from '../store/tables.ts'
import { readVersionsById } from '../store/versions.ts'

/** What the person who looks may do: from the rules that the commands enforce. */
export interface Viewer {
  may(post: PostRow): PostMay[]
  /** Why this person may not approve a post that waits for it; null where they may. */
  whyNotApprove(post: PostRow): string | null
  reaches(channelIds: readonly string[], level: Level): boolean
}

interface At {
  readonly db: Reader
  readonly caller: Caller
  readonly now: Temporal.Instant
}

export async function viewerOf(at: At, posts: readonly PostRow[]): Promise<Viewer> {
  const { db, caller } = at
  const actor = await actorFacts(db, caller)
  const locked =
    actor.kind === 'person' &&
    !actor.roles.includes('crisis-team') &&
    (await lockdownOf(db)) !== null
  const held = (channelIds: readonly string[], level: Level) => {
    if (actor.kind !== 'person' || isAuditor(caller) || actor.suspendedFrom === 'all') return false
    const { suspendedFrom, levels } = actor
    if (channelIds.some((id) => suspendedFrom.includes(id))) return false
    if (hasFullAccess(caller)) return true
    return channelIds.length > 0 && channelIds.every((id) => reaches(levels[id], level))
  }
  const verdicts = await approvals(at, posts)
  const own = (post: PostRow) => actor.kind === 'person' && post.author_ids.includes(actor.id)
  const roles = actor.kind === 'person' ? actor.roles : []
  const changes = actor.kind === 'person' && !isAuditor(caller)
  const allowed = (post: PostRow, verb: PostMay): boolean => {
    const on = (level: Level) => held(post.channel_ids, level)
    const leads = !locked && post.channel_ids.length > 0 && on('publisher')
    // A draft without a channel belongs to those who wrote it.
    const writes = post.channel_ids.length === 0 ? own(post) && changes : on('contributor')
    // Writing goes on in a lockdown, so that nothing typed is lost.
    if (verb === 'save') return writes && (own(post) || !inQueue.includes(post.state) || leads)
    if (verb === 'discard') return own(post) ? writes : leads
    if (verb === 'clear') return !own(post) && roles.some((role) => clears.includes(role))
    if (verb === 'submit') return !locked && writes
    if (verb === 'withdraw') return own(post) ? !locked && writes : leads
    if (verb === 'approve') return leads && verdicts.get(post.id)?.outcome !== 'refused'
    return leads
  }
  return {
    may: (post) => verbs.filter((verb) => isPossible(post, verb) && allowed(post, verb)),
    whyNotApprove: (post) =>
      whyNotApprove(verdicts.get(post.id), held(post.channel_ids, 'publisher')),
    reaches: (channelIds, level) => !locked && held(channelIds, level),
  }
}

const clears = ['data-protection-officer', 'communications']
const inQueue: readonly PostRow['state'][] = ['approved', 'scheduled', 'held', 'sent', 'refused']
const verbs: readonly PostMay[] = [
  'save',
  'submit',
  'approve',
  'return',
  'clear',
  'schedule',
  'withdraw',
  'discard',
  'release',
  'remove',
]

const tooLow = 'You are not a publisher of every channel of this post.'

function whyNotApprove(verdict: Verdict | undefined, publisher: boolean): string | null {
  if (verdict?.outcome === 'refused') return sentencesOf(verdict)[0] ?? tooLow
  return publisher ? null : tooLow
}

/** What the gate would say to this person about each post that waits for approval. */
async function approvals(at: At, posts: readonly PostRow[]): Promise<Map<string, Verdict>> {
  const waiting = posts.filter((post) => post.state === 'submitted')
  if (waiting.length === 0) return new Map()
  const actor = await actorFacts(at.db, at.caller)
  const versions = await readVersionsById(
    at.db,
    waiting.map((post) => post.version_id),
  )
  const byId = new Map(versions.map((version) => [version.id, version]))
  const subjects = waiting.flatMap((post): Subject[] => {
    const version = byId.get(post.version_id)
    return version === undefined ? [] : [{ post, version }]
  })
  const people = actor.kind === 'person' ? [actor] : []
  const room = await gather(at.db, at.now, subjects, people)
  return new Map(
    subjects.map((subject) => [subject.post.id, room.judge('post.approve', actor, subject)]),
  )
}
