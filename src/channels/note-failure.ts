import type { FailureKind } from '../networks/index.ts'
import type { Writer } from '../platform/database.ts'
import { afterFault } from './actions/record-check.ts'
import { isReady } from './channel.ts'
import type { Fault } from './connection.ts'
import { lookLater } from './jobs.ts'
import { channelChanged } from './news.ts'
import { lockChannel, readCurrent, updateChannel } from './store.ts'

/** Longer than any call to a network may take. */
const minutesOfDoubt = 2

/**
 * Publishing met a failure that says something about the channel itself. Only a revoked sign-in
 * and a missing right change anything; the network's own words are kept. A call that was under way
 * while the channel was connected again failed with the old sign-in: then a look decides.
 */
export async function noteFailure(
  at: { db: Writer; now: Temporal.Instant },
  channelId: string,
  failure: { kind: FailureKind; code: string; words: string },
): Promise<void> {
  if (failure.kind !== 'signed-out' && failure.kind !== 'missing-right') return
  const row = await lockChannel(at.db, channelId)
  const current = await readCurrent(at.db, channelId)
  if (row === undefined || current === undefined) return
  const doubtful = current.madeAt.add({ minutes: minutesOfDoubt })
  if (Temporal.Instant.compare(at.now, doubtful) < 0) return lookLater(at.db, { channelId })
  const { kind, code, words } = failure
  const fault: Fault = { at: at.now, kind, code, words }
  const after = await updateChannel(at.db, channelId, afterFault(row, fault, at.now))
  if (after.connection !== row.connection)
    await channelChanged.announce(at, { channelId, ready: isReady(after) })
}
