import { z } from 'zod'
import { hasLevel } from '../../people/index.ts'
import { command, done } from '../../platform/action.ts'
import type { Writer } from '../../platform/database.ts'
import { addJob } from '../../platform/jobs.ts'
import { refuse } from '../../platform/refusal.ts'
import { isReady } from '../channel.ts'
import { isSameAccount } from '../connection.ts'
import { found, itsChannel } from '../found.ts'
import { handBackJob } from '../jobs.ts'
import { channelChanged } from '../news.ts'
import { columnsOf, type Look, lookShape } from '../standing.ts'
import {
  type ChannelRow,
  channelsOfAccount,
  insertCredential,
  lockChannel,
  retireCredential,
  updateChannel,
} from '../store.ts'

/** Connects a channel, after the live look: never before, and never as another account. */
export const finishConnect = command({
  shape: {
    name: 'channels.finish-connect',
    summary: 'Connect a channel with what the network gave.',
    input: z.strictObject({
      channelId: z.uuid(),
      credentialId: z.uuid(),
      sealed: z.string().min(20),
      look: lookShape,
      /** The network gave the same token again, so the old one must not be handed back. */
      sameToken: z.boolean(),
    }),
    reply: z.object({}),
  },
  may: hasLevel('administrator', itsChannel),
  async do({ db, now }, { channelId, credentialId, sealed, look, sameToken }) {
    const row = found(await lockChannel(db, channelId))
    await refuseUnfit(db, row, look)
    const old = await retireCredential(db, channelId)
    if (old !== null) await addJob(db, handBackJob, { credentialId: old, forgetOnly: sameToken })
    await insertCredential(db, { credentialId, channelId, sealed, madeAt: now })
    const connected = await updateChannel(db, channelId, {
      ...columnsOf(look, now),
      connection: 'connected',
      connection_at: now,
      connection_reason: null,
    })
    await channelChanged.announce({ db, now }, { channelId, ready: isReady(connected) })
    return done(
      {},
      {
        action: row.account === null ? 'channel.connected' : 'channel.reconnected',
        object: { kind: 'channel', id: channelId },
        details: { network: row.network, rights: [...look.standing.rights] },
      },
    )
  },
})

async function refuseUnfit(db: Writer, row: ChannelRow, { standing }: Look): Promise<void> {
  if (row.status === 'closed')
    throw refuse.conflict('This channel was closed in the meantime, so it was not connected.')
  if (standing.missing.length > 0)
    throw refuse.conflict(
      `The network did not give every right that Crier needs, so the channel was not connected. Connect it again and grant all of these: ${standing.missing.join(', ')}.`,
    )
  if (row.account !== null && !isSameAccount(row.account, standing.account))
    throw refuse.conflict(
      `You came back as ${standing.account.handle}, but this channel is ${row.account.handle}. Nothing was changed. Sign in to the network as the right account and connect again, or enter the other account as a channel of its own.`,
    )
  const namesakes = await channelsOfAccount(db, row.network, standing.account.id, row.id)
  const other = namesakes.find(
    ({ account }) => account !== null && isSameAccount(account, standing.account),
  )
  if (other !== undefined)
    throw refuse.conflict(
      `The account ${standing.account.handle} is on the register already, as the channel ${other.name}. An account stands on the register once.`,
    )
}
