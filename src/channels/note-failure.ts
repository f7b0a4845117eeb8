import type { FailureKind } from '../networks/index.ts'
import type { Writer } from '../platform/database.ts'
import { afterFault } from './actions/record-check.ts'
import { isReady } from './channel.ts'
import type { Fault } from './connection.ts'
import { channelChanged } from './news.ts'
import { lockChannel, updateChannel } from './store.ts'

/**
 * Publishing met a failure that says something about the channel itself. Only a revoked sign-in
 * and a missing right change anything; the network's own words are kept.
 */
export async function noteFailure(
  at: { db: Writer; now: Temporal.Instant },
  channelId: string,
  failure: { kind: FailureKind; code: string; words: string },
): Promise<void> {
  if (failure.kind !== 'signed-out' && failure.kind !== 'missing-right') return
  const row = await lockChannel(at.db, channelId)
  if (row === undefined || row.connection === 'none') return
  const { kind, code, words } = failure
  const fault: Fault = { at: at.now, kind, code, words }
  const after = await updateChannel(at.db, channelId, afterFault(row, fault, at.now))
  if (after.connection !== row.connection)
    await channelChanged.announce(at, { channelId, ready: isReady(after) })
}
