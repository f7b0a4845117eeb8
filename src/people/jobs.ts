import { z } from 'zod'
import { query } from '../platform/action.ts'
import type { Door } from '../platform/door.ts'
import { handles, type JobHandler, type Round } from '../platform/jobs.ts'
import type { Mailer } from '../platform/mail.ts'
import { onlySystem } from '../platform/permission.ts'
import { type SealingKeys, unseal } from '../platform/secrets.ts'
import { endAccessOnTime } from './actions/end-access-on-time.ts'
import { endLockdownOnTime } from './actions/end-lockdown-on-time.ts'
import { endSuspensionOnTime } from './actions/end-suspension-on-time.ts'
import { invitationHash, invitationLink } from './invitation.ts'
import { invitationLetter } from './letters.ts'
import { councilOf } from './standing.ts'
import { findInvitation } from './store-invitations.ts'
import { accessEnds, invitationMail, lockdownEnds, suspensionEnds } from './timed.ts'

export interface PeopleJobParts {
  readonly door: Door
  readonly mailer: Mailer
  readonly publicAddress: string
  readonly sealingKeys: SealingKeys
}

/** The letter's facts; null where the invitation was closed or renewed in the meantime. */
const readLetter = query({
  shape: {
    name: 'people.read-invitation-letter',
    summary: 'Read what an invitation by mail says',
    input: z.object({ invitationId: z.uuid(), tokenHash: z.string() }),
    reply: z
      .object({ name: z.string(), email: z.string(), council: z.string(), days: z.number() })
      .nullable(),
  },
  may: onlySystem,
  async do({ db }, { invitationId, tokenHash }) {
    const found = await findInvitation(db, invitationId)
    const closed = found?.accepted_at != null || found?.withdrawn_at != null
    if (found === undefined || closed || found.token_hash !== tokenHash) return null
    const { name: council, invitationDays: days } = await councilOf(db)
    return { name: found.name, email: found.email, council, days }
  },
})

export function peopleJobs(parts: PeopleJobParts): readonly JobHandler[] {
  const { door, mailer, publicAddress, sealingKeys } = parts
  return [
    handles(suspensionEnds, async (caller, payload) => {
      await door.run(endSuspensionOnTime, caller, { suspensionId: payload.suspensionId })
    }),
    handles(lockdownEnds, async (caller, payload) => {
      await door.run(endLockdownOnTime, caller, { lockdownId: payload.lockdownId })
    }),
    handles(accessEnds, async (caller, payload) => {
      await door.run(endAccessOnTime, caller, { personId: payload.personId })
    }),
    handles(invitationMail, async (caller, { invitationId, sealedToken }) => {
      const token = unseal(sealingKeys, sealedToken, invitationId)
      const tokenHash = invitationHash(token)
      const letter = await door.run(readLetter, caller, { invitationId, tokenHash })
      if (letter === null) return
      await mailer.send(invitationLetter(letter, invitationLink(publicAddress, token), letter.days))
    }),
  ]
}

export const peopleRounds = (people: { tidy(): Promise<void> }): readonly Round[] => [
  { name: 'people.tidy', every: '17 * * * *', run: () => people.tidy() },
]
