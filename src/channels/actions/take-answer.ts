import { z } from 'zod'
import { signedIn } from '../../people/index.ts'
import { command, done } from '../../platform/action.ts'
import { asPerson } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { found } from '../found.ts'
import { readChannel, takeConnecting } from '../store.ts'

/** Takes the state with which the browser came back: once, in time, by the person who was sent. */
export const takeAnswer = command({
  shape: {
    name: 'channels.take-answer',
    summary: 'Take the answer of a network to a request to connect.',
    input: z.strictObject({ stateHash: z.string().length(64) }),
    reply: z.object({
      channelId: z.uuid(),
      connectingId: z.uuid(),
      network: z.string(),
      sealed: z.string(),
    }),
  },
  may: signedIn,
  async do({ db, caller, now }, { stateHash }) {
    const taken = await takeConnecting(db, {
      stateHash,
      personId: asPerson(caller).personId,
      now,
    })
    if (taken === undefined)
      throw refuse.conflict(
        'This answer from the network was not expected: it is too old, was used before, or was begun by someone else. Begin to connect the channel again.',
      )
    const { network } = found(await readChannel(db, taken.channelId))
    return done(
      { channelId: taken.channelId, connectingId: taken.id, network, sealed: taken.sealed },
      { action: 'channel.connect-answered', object: { kind: 'channel', id: taken.channelId } },
    )
  },
})
