import { z } from 'zod'
import type { Writer } from '../platform/database.ts'
import { addJob, defineJob } from '../platform/jobs.ts'

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

/**
 * At most one look waits for each channel, and looks come one after the other: where a sign-in is
 * renewed by a look, two at once would make each other's renewal worthless.
 */
export async function lookLater(
  db: Writer,
  payload: { channelId: string; tries?: number },
  runAt?: Temporal.Instant,
): Promise<void> {
  const own = `check:${payload.channelId}`
  await addJob(db, checkJob, payload, { key: own, queue: own, ...(runAt && { runAt }) })
}
