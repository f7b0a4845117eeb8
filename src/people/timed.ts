import { z } from 'zod'
import { defineJob } from '../platform/jobs.ts'

/** What ends by itself. Each job runs the action that ends it, so that the ledger says so. */
export const suspensionEnds = defineJob({
  name: 'people.end-suspension',
  payload: z.object({ suspensionId: z.uuid() }),
  maxAttempts: 25,
})

export const lockdownEnds = defineJob({
  name: 'people.end-lockdown',
  payload: z.object({ lockdownId: z.uuid() }),
  maxAttempts: 25,
})

export const accessEnds = defineJob({
  name: 'people.end-access',
  payload: z.object({ personId: z.uuid() }),
  maxAttempts: 25,
})

/** The secret of the link travels sealed: a job's payload can be read in the database. */
export const invitationMail = defineJob({
  name: 'people.invitation-mail',
  payload: z.object({ invitationId: z.uuid(), sealedToken: z.string() }),
  maxAttempts: 8,
})
