import { openCredential } from '../../channels/index.ts'
import { NetworkFailure, type Publishing, type Sealable } from '../../networks/index.ts'
import type { SystemCaller } from '../../platform/caller.ts'
import { knownRemoteIds } from '../actions/known-remote-ids.ts'
import { readUnsettled, type Unsettled } from '../actions/read-unsettled.ts'
import { type Found, recordFindings } from '../actions/record-findings.ts'
import type { SendingParts } from './parts.ts'
import {
  type Finding,
  type Lookup,
  matchPosts,
  mostRecent,
  skew,
  whenAbsent,
  whenUnreadable,
} from './settling.ts'

/**
 * Looks on the networks for what could not be confirmed. Reading is the only thing that is ever
 * repeated here; whether anything is sent again follows from what was read.
 */
export async function reconcile(parts: SendingParts, caller: SystemCaller): Promise<void> {
  const channels = await parts.door.run(readUnsettled, caller, {})
  for (const unsettled of channels) {
    const found = await lookOn(parts, caller, unsettled)
    parts.passed?.('looked')
    if (found.length > 0) await parts.door.run(recordFindings, caller, { found })
  }
}

interface There {
  readonly network: Publishing
  readonly credential: Sealable
}

async function lookOn(
  parts: SendingParts,
  caller: SystemCaller,
  { channelId, network, credential, lookups }: Unsettled,
): Promise<Found[]> {
  const { clock, pace, networks, keys } = parts
  const publishing = networks.find(network)?.publishing
  const all = (finding: (lookup: Lookup) => Finding) =>
    lookups.map((lookup) => findingOf(lookup, finding(lookup)))
  const unreadable = (lookup: Lookup) => whenUnreadable(lookup, clock.now(), pace)
  if (publishing === undefined || credential === null) return all(unreadable)
  const posts = lookups.filter((lookup) => lookup.kind === 'post')
  const others = lookups.filter((lookup) => lookup.kind !== 'post')
  try {
    const there = { network: publishing, credential: openCredential(keys, credential) }
    const found = await lookForPosts(parts, caller, { channelId, there, lookups: posts })
    for (const lookup of others)
      found.push(findingOf(lookup, await lookAtOne(parts, there, lookup)))
    return found
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
    return all(unreadable)
  }
}

const findingOf = ({ deliveryId, attemptId }: Lookup, finding: Finding): Found => ({
  deliveryId,
  attemptId,
  finding,
})

/** New posts are found among the recent posts of the account: by text, order and time. */
async function lookForPosts(
  { door, clock, pace }: SendingParts,
  caller: SystemCaller,
  wanted: { channelId: string; there: There; lookups: readonly Lookup[] },
): Promise<Found[]> {
  const { channelId, there, lookups } = wanted
  const [earliest] = lookups
    .map((lookup) => lookup.startedAt)
    .sort((one, other) => Temporal.Instant.compare(one, other))
  if (earliest === undefined) return []
  // Asked before the network is: an answer that was slow to come speaks of an earlier moment.
  const asked = clock.now()
  const posts = await there.network.recent(there.credential, earliest.subtract(skew))
  const remoteIds = posts.map((post) => post.remoteId)
  const known = new Set(await door.run(knownRemoteIds, caller, { channelId, remoteIds }))
  const matches = matchPosts(lookups, posts, known, there.network.same)
  const shown = { complete: posts.length < mostRecent, keyed: there.network.keyKept !== null }
  return lookups.map((lookup) => {
    const match = matches.get(lookup.deliveryId)
    if (match === undefined) return findingOf(lookup, whenAbsent(lookup, shown, asked, pace))
    const { remoteId, address } = match
    return findingOf(lookup, { is: 'there', remoteId, address })
  })
}

/** An edit and a deletion are about one post that has an address. */
async function lookAtOne(
  { clock, pace }: SendingParts,
  { network, credential }: There,
  lookup: Lookup,
): Promise<Finding> {
  const asked = clock.now()
  const shown = { complete: true, keyed: false }
  const post = await network.read(credential, lookup.targetId ?? '')
  const isThere: Finding = { is: 'there', remoteId: null, address: post?.address ?? null }
  if (lookup.kind === 'delete')
    return post === null ? isThere : whenAbsent(lookup, shown, asked, pace)
  if (post === null) return { is: 'gone' }
  return network.same(post, lookup.item) ? isThere : whenAbsent(lookup, shown, asked, pace)
}
