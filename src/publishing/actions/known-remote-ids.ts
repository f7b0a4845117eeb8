import { z } from 'zod'
import { query } from '../../platform/action.ts'
import { onlySystem } from '../../platform/permission.ts'
import { knownRemoteIds as readKnown } from '../store/machine.ts'

/** Which posts on a network are already known as ours: none of them is taken for another one. */
export const knownRemoteIds = query({
  shape: {
    name: 'publishing.known-remote-ids',
    summary: 'Say which posts on a network are known.',
    input: z.strictObject({ channelId: z.uuid(), remoteIds: z.array(z.string()) }),
    reply: z.array(z.string()),
  },
  may: onlySystem,
  async do({ db }, { channelId, remoteIds }) {
    return [...(await readKnown(db, channelId, remoteIds))]
  },
})
