import type { At } from '../platform/action.ts'
import type { Writer } from '../platform/database.ts'
import { addJob } from '../platform/jobs.ts'
import { handBackJob } from './jobs.ts'
import { channelChanged } from './news.ts'
import { type ChannelRow, retireCredential, updateChannel } from './store.ts'

/** From here on nothing can be sent; the network is told by a job, and the token is then deleted. */
export async function forgetConnection(
  at: At<Writer>,
  channelId: string,
  reason: string,
): Promise<ChannelRow> {
  const credentialId = await retireCredential(at.db, channelId)
  if (credentialId !== null) await addJob(at.db, handBackJob, { credentialId })
  const row = await updateChannel(at.db, channelId, {
    connection: 'none',
    connection_at: at.now,
    connection_reason: reason,
    checking: false,
    fault: null,
    token_ends_at: null,
    rights: [],
    missing_rights: [],
  })
  await channelChanged.announce(at, { channelId, ready: false })
  return row
}
