import { z } from 'zod'
import { hasLevel } from '../../people/index.ts'
import { query } from '../../platform/action.ts'
import { refuse } from '../../platform/refusal.ts'
import { found, itsChannel } from '../found.ts'
import { askGate, channelFacts } from '../gate.ts'
import { readChannel } from '../store.ts'

/**
 * Whether this person may connect this channel, asked before the network is called. The gate is
 * shown the names of all fields of the request: one that looks like a password is refused.
 */
export const askToConnect = query({
  shape: {
    name: 'channels.ask-to-connect',
    summary: 'Ask whether a channel may be connected.',
    input: z.strictObject({ channelId: z.uuid(), requestFields: z.array(z.string()) }),
    reply: z.object({ network: z.string() }),
  },
  may: hasLevel('administrator', itsChannel),
  async do(at, { channelId, requestFields }) {
    const row = found(await readChannel(at.db, channelId))
    if (row.status === 'closed')
      throw refuse.conflict('This channel is closed, so it cannot be connected.')
    await askGate(at, 'channel.connect', [channelFacts(row)], {
      requestFields,
      authorisation: 'authorisation-code',
      loginEmail: row.recovery_email,
    })
    return { network: row.network }
  },
})
