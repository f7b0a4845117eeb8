import type { At } from '../platform/action.ts'
import type { Writer } from '../platform/database.ts'
import { refuse } from '../platform/refusal.ts'
import { isReady, type StatusVerb, stepOf } from './channel.ts'
import { found } from './found.ts'
import { channelChanged } from './news.ts'
import { type ChannelRow, lockChannel, updateChannel } from './store.ts'

/** The one way in which a channel's status changes. */
export async function changeStatus(
  at: At<Writer>,
  channelId: string,
  verb: StatusVerb,
  reason: string | null,
): Promise<ChannelRow> {
  const row = found(await lockChannel(at.db, channelId))
  const step = stepOf(row.status, verb)
  if (step.to === null) throw refuse.conflict(step.no)
  const changed = await updateChannel(at.db, channelId, {
    status: step.to,
    status_reason: reason,
    status_at: at.now,
  })
  await channelChanged.announce(at, { channelId, ready: isReady(changed) })
  return changed
}
