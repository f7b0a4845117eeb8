import { z } from 'zod'
import { command, done } from '../../platform/action.ts'
import { newId } from '../../platform/id.ts'
import { addJob } from '../../platform/jobs.ts'
import { onlySystem } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { insertAccount } from '../store-council.ts'
import { replaceRoles, setLevel } from '../store-grants.ts'
import { closeInvitation, findInvitation } from '../store-invitations.ts'
import { insertPerson } from '../store-people.ts'
import { accessEnds } from '../timed.ts'

/** Run for whoever holds the secret of the link: the doorstep has checked that. */
export const acceptInvitation = command({
  shape: {
    name: 'people.accept-invitation',
    summary: 'Turn an invitation into a person who can sign in',
    input: z.object({
      invitationId: z.uuid(),
      tokenHash: z.string(),
      name: z.string(),
      passwordHash: z.string(),
    }),
    reply: z.object({ email: z.string() }),
  },
  may: onlySystem,
  async do({ db, caller, now }, { invitationId, tokenHash, name, passwordHash }) {
    if (caller.kind !== 'system') throw refuse.signIn()
    const { councilId } = caller
    const invitation = await findInvitation(db, invitationId)
    const current =
      invitation?.token_hash === tokenHash &&
      Temporal.Instant.compare(invitation.expires_at, now) > 0
    if (!current || !(await closeInvitation(db, invitationId, 'accepted_at', now))) throw tooLate()
    const { email, access_until: accessUntil } = invitation
    const personId = newId()
    const person = { id: personId, name, email, emailVerified: true, accessUntil }
    if ((await insertPerson(db, person, { councilId, now })) === undefined) throw taken()
    const granting = { councilId, personId, now }
    await replaceRoles(db, granting, 'crier', invitation.roles)
    for (const { channelId, level } of invitation.levels)
      await setLevel(db, granting, channelId, level)
    const account = { id: newId(), councilId, personId, accountId: personId, passwordHash }
    await insertAccount(db, { ...account, provider: 'credential' }, now)
    if (accessUntil !== null)
      await addJob(
        db,
        accessEnds,
        { personId },
        { runAt: accessUntil, key: `access-end-${personId}` },
      )
    return done(
      { email },
      {
        action: 'person.joined',
        object: { kind: 'person', id: personId },
        details: { invitationId, roles: invitation.roles, channels: invitation.levels.length },
      },
    )
  },
})

export const tooLate = () =>
  refuse.notFound(
    'This invitation was used, withdrawn or is too old. Ask the person who invited you to send it again.',
  )

const taken = () =>
  refuse.conflict(
    'Your address has an account in Crier already, so it cannot have a second one. Sign in with that, or ask to be invited under another address.',
  )
