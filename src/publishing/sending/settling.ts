import type { OutgoingItem, Publishing, RemotePost } from '../../networks/index.ts'
import type { Pace } from './pace.ts'

/** What reading a network back says about an attempt without an answer. Pure. */

export interface Lookup {
  readonly deliveryId: string
  readonly attemptId: string
  readonly kind: 'post' | 'edit' | 'delete'
  readonly startedAt: Temporal.Instant
  readonly dueAt: Temporal.Instant
  readonly position: number
  readonly repeats: number
  readonly item: OutgoingItem
  readonly targetId: string | null
}

/** What a look could show. */
export interface Shown {
  /** Everything since the attempt was shown. */
  readonly complete: boolean
  /** The network keeps our key: a repeat within that time makes no second post. */
  readonly keyed: boolean
}

export type Finding =
  | { readonly is: 'there'; readonly remoteId: string | null; readonly address: string | null }
  /** It was to be edited and is gone. */
  | { readonly is: 'gone' }
  | { readonly is: 'absent' }
  | { readonly is: 'not-yet'; readonly lookAt: Temporal.Instant }
  | { readonly is: 'unclear' }

/** Clocks differ; a post cannot be much older there than the attempt is here. */
export const skew = { minutes: 5 } as const

/** More than this and a network may not have shown everything since then. */
export const mostRecent = 900

/** Finds among the own posts of an account those that these attempts made; each counts once. */
export function matchPosts(
  lookups: readonly Lookup[],
  posts: readonly RemotePost[],
  known: ReadonlySet<string>,
  same: Publishing['same'],
): Map<string, RemotePost> {
  const free = posts.filter((post) => !known.has(post.remoteId))
  const oldestFirst = free.sort((one, other) => Temporal.Instant.compare(one.at, other.at))
  const taken = new Set<string>()
  const found = new Map<string, RemotePost>()
  const inOrder = [...lookups].sort((one, other) =>
    Temporal.Instant.compare(one.startedAt, other.startedAt),
  )
  for (const lookup of inOrder) {
    const earliest = lookup.startedAt.subtract(skew)
    const match = oldestFirst.find(
      (post) =>
        !taken.has(post.remoteId) &&
        Temporal.Instant.compare(post.at, earliest) >= 0 &&
        same(post, lookup.item),
    )
    if (match === undefined) continue
    taken.add(match.remoteId)
    found.set(lookup.deliveryId, match)
  }
  return found
}

/**
 * What it means that an attempt left no trace. A slow network may still show it, so it counts as
 * absent only after some time, and only where the network showed everything since the attempt.
 */
export function whenAbsent(
  lookup: Lookup,
  { complete, keyed }: Shown,
  now: Temporal.Instant,
  pace: Pace,
): Finding {
  const age = now.since(lookup.startedAt).total('milliseconds')
  const wait = keyed && lookup.kind === 'post' ? pace.absentAfterKeyed : pace.absentAfter
  if (age < wait) return { is: 'not-yet', lookAt: nextLook(age, wait, now, pace) }
  if (!complete || lookup.repeats >= pace.repeats || isOld(lookup, now, pace))
    return { is: 'unclear' }
  return { is: 'absent' }
}

/** Looks come at twice the age each time, and one of them just when the waiting ends. */
export function nextLook(
  age: number,
  wait: number,
  now: Temporal.Instant,
  pace: Pace,
): Temporal.Instant {
  const doubled = Math.max(pace.firstLook, age)
  const left = wait - age
  const next = left > 0 ? Math.min(doubled, left + 1) : Math.min(doubled, wait)
  return now.add({ milliseconds: Math.ceil(next) })
}

/** News that is too old to leave by itself is not repeated by itself either. */
function isOld(lookup: Lookup, now: Temporal.Instant, pace: Pace): boolean {
  if (lookup.kind !== 'post' || lookup.position > 0) return false
  return now.since(lookup.dueAt).total('milliseconds') > pace.late
}

/** The network could not be read. It is tried again for a while; then a person is asked. */
export function whenUnreadable(lookup: Lookup, now: Temporal.Instant, pace: Pace): Finding {
  const age = now.since(lookup.startedAt).total('milliseconds')
  if (age > pace.lookFor) return { is: 'unclear' }
  return { is: 'not-yet', lookAt: nextLook(age, pace.absentAfter, now, pace) }
}
