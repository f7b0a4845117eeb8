import { z } from 'zod'
import { command, done } from '../../platform/action.ts'
import { onlySystem } from '../../platform/permission.ts'
import { removeCredential } from '../store.ts'

/** Deletes a token for good, once its network has it back or will not take it. */
export const forgetCredential = command({
  shape: {
    name: 'channels.forget-credential',
    summary: 'Delete a credential that is no longer in use.',
    input: z.strictObject({
      channelId: z.uuid(),
      credentialId: z.uuid(),
      handedBack: z.boolean(),
    }),
    reply: z.object({}),
  },
  may: onlySystem,
  async do({ db }, { channelId, credentialId, handedBack }) {
    await removeCredential(db, credentialId)
    return done(
      {},
      {
        action: 'channel.credential-deleted',
        object: { kind: 'channel', id: channelId },
        details: { credentialId, handedBack },
      },
    )
  },
})
