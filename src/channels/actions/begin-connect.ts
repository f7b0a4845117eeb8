import { z } from 'zod'
import { hasLevel } from '../../people/index.ts'
import { command, done } from '../../platform/action.ts'
import { asPerson } from '../../platform/permission.ts'
import { itsChannel } from '../found.ts'
import { forgetConnecting, insertConnecting } from '../store.ts'

/** Minutes that a person has to come back from the network. */
const minutesToAnswer = 15

/** Notes that a person is on the way to the network, and what must come back with them. */
export const beginConnect = command({
  shape: {
    name: 'channels.begin-connect',
    summary: 'Begin to connect a channel.',
    input: z.strictObject({
      channelId: z.uuid(),
      connectingId: z.uuid(),
      stateHash: z.string().length(64),
      sealed: z.string(),
    }),
    reply: z.object({}),
  },
  may: hasLevel('administrator', itsChannel),
  async do({ db, caller, now }, { channelId, connectingId, stateHash, sealed }) {
    await forgetConnecting(db, now)
    await insertConnecting(db, {
      id: connectingId,
      channel_id: channelId,
      person_id: asPerson(caller).personId,
      state_hash: stateHash,
      sealed,
      created_at: now,
      expires_at: now.add({ minutes: minutesToAnswer }),
    })
    return done({}, { action: 'channel.connect-begun', object: { kind: 'channel', id: channelId } })
  },
})
