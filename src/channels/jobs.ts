import { z } from 'zod'
import { defineJob } from '../platform/jobs.ts'

/** Gives a token back to its network, then deletes it here. */
export const handBackJob = defineJob({
  name: 'channels.hand-back',
  payload: z.object({ credentialId: z.uuid(), forgetOnly: z.boolean().default(false) }),
  maxAttempts: 3,
})

/** Looks at the network: who this is and what it may do. `tries` counts looks that failed on the way. */
export const checkJob = defineJob({
  name: 'channels.check',
  payload: z.object({ channelId: z.uuid(), tries: z.number().int().default(0) }),
  maxAttempts: 3,
})
