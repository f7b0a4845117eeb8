import { z } from 'zod'
import { command, done } from '../../platform/action.ts'
import type { Reader } from '../../platform/database.ts'
import { newId } from '../../platform/id.ts'
import { addJob } from '../../platform/jobs.ts'
import { onlySystem } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { mayGive } from '../person.ts'
import { insertAccount } from '../store-council.ts'
import { replaceRoles, setLevel } from '../store-grants.ts'
import { closeInvitation, findInvitation } from '../store-invitations.ts'
import { findPerson, insertPerson, type PersonFound } from '../store-people.ts'
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
    await refuseWithoutInviter(db, invitation, now)
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

/**
 * An open invitation gives what its sender may give now. Otherwise whoever is sent away could
 * leave a way back in behind them.
 */
async function refuseWithoutInviter(
  db: Reader,
  { invited_by: inviterId, roles }: { invited_by: string; roles: readonly string[] },
  now: Temporal.Instant,
): Promise<void> {
  const inviter = await findPerson(db, inviterId)
  if (inviter !== undefined && mayStillInvite(inviter, roles, now)) return
  throw refuse.conflict(
    'Whoever invited you can no longer do so, so this invitation counts for nothing. Ask an administrator of the council to send it to you again.',
  )
}

function mayStillInvite(inviter: PersonFound, roles: readonly string[], now: Temporal.Instant) {
  const { status, accessUntil, suspensions } = inviter
  const isIn =
    status === 'active' &&
    (accessUntil === null || Temporal.Instant.compare(accessUntil, now) > 0) &&
    suspensions.every(({ channel_id }) => channel_id !== null)
  return isIn && mayGive(inviter, roles)
}

export const tooLate = () =>
  refuse.notFound(
    'This invitation was used, withdrawn or is too old. Ask the person who invited you to send it again.',
  )

const taken = () =>
  refuse.conflict(
    'Your address has an account in Crier already, so it cannot have a second one. Sign in with that, or ask to be invited under another address.',
  )
