import { z } from 'zod'
import type { Writer } from '../platform/database.ts'
import { addJob, defineJob } from '../platform/jobs.ts'

/** Sends everything of a council that is due, until nothing is. */
export const pumpJob = defineJob({
  name: 'publishing.pump',
  payload: z.object({}),
  maxAttempts: 3,
})

/** Looks on the networks for what could not be confirmed. */
export const reconcileJob = defineJob({
  name: 'publishing.reconcile',
  payload: z.object({}),
  maxAttempts: 3,
})

/**
 * One job for each moment, not for each delivery: ten thousand posts that are due together need
 * one. The key holds the moment, because a job with the same key would move the one before.
 */
export async function pumpAt(db: Writer, at: Temporal.Instant): Promise<void> {
  await addJob(db, pumpJob, {}, { runAt: at, key: keyFor('pump', db, at) })
}

export async function reconcileAt(db: Writer, at: Temporal.Instant): Promise<void> {
  await addJob(db, reconcileJob, {}, { runAt: at, key: keyFor('reconcile', db, at) })
}

/** To the tenth of a second: the last of them to be asked for decides when the job runs. */
function keyFor(name: string, db: Writer, at: Temporal.Instant): string {
  return `${name}:${db.councilId}:${Math.floor(at.epochMilliseconds / 100)}`
}
