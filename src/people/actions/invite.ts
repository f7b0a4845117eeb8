import { command, done } from '../../platform/action.ts'
import type { Reader } from '../../platform/database.ts'
import { newId } from '../../platform/id.ts'
import { asPerson } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { peopleContract } from '../contract.ts'
import { askGate } from '../gate.ts'
import { deliver, newSecret, type Sending } from '../invitation.ts'
import { mayAsOne } from '../may.ts'
import { refuseGiving, refuseMixedAudit } from '../person.ts'
import { councilOf } from '../standing.ts'
import {
  closeInvitation,
  findInvitation,
  insertInvitation,
  openInvitationFor,
} from '../store-invitations.ts'
import { emailIsTaken } from '../store-people.ts'
import { acting, invitationOf } from '../view.ts'

export const invite = (sending: Sending) =>
  command({
    shape: peopleContract['POST /invitations'],
    may: mayAsOne('invite'),
    async do({ db, caller, now }, { email, name, roles, levels, accessUntil }) {
      const { councilId, personId } = asPerson(caller)
      refuseGiving(await acting(db, asPerson(caller)), roles)
      refuseMixedAudit(roles, levels.length > 0)
      await refuseKnown(db, email)
      await askGate({ db, now }, asPerson(caller), email)
      const before = await openInvitationFor(db, email)
      if (before !== undefined) {
        if (Temporal.Instant.compare(before.expires_at, now) > 0) throw alreadyInvited()
        await closeInvitation(db, before.id, 'withdrawn_at', now)
      }
      const { invitationDays } = await councilOf(db)
      const { token, tokenHash } = newSecret()
      const id = newId()
      await insertInvitation(db, {
        id,
        councilId,
        email,
        name,
        roles,
        levels,
        accessUntil: accessUntil === null ? null : Temporal.Instant.from(accessUntil),
        invitedBy: personId,
        now,
        expiresAt: now.add({ hours: invitationDays * 24 }),
        tokenHash,
      })
      const delivered = await deliver(db, sending, id, token)
      const row = await findInvitation(db, id)
      if (row === undefined) throw new Error('The invitation that was just made is not there.')
      return done(
        { invitation: invitationOf(row, now, true), ...delivered },
        {
          action: 'person.invited',
          object: { kind: 'invitation', id },
          details: { roles, channels: levels.length, delivery: delivered.delivery },
        },
      )
    },
  })

async function refuseKnown(db: Reader, email: string): Promise<void> {
  if (!(await emailIsTaken(db, email))) return
  throw refuse.conflict('Somebody with this address is in your council already.', {
    fields: { email: 'Find this person under People instead.' },
  })
}

const alreadyInvited = () =>
  refuse.conflict('This address has an invitation that is still open.', {
    fields: { email: 'Send the open invitation again, or withdraw it first.' },
  })
