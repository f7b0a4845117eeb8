import { command, done } from '../../platform/action.ts'
import { asPerson } from '../../platform/permission.ts'
import { peopleContract } from '../contract.ts'
import { deliver, newSecret, type Sending } from '../invitation.ts'
import { mayAsOne } from '../may.ts'
import { openInvitation } from '../open-invitation.ts'
import { refuseGiving } from '../person.ts'
import { councilOf } from '../standing.ts'
import { renewInvitation } from '../store-invitations.ts'
import { acting, invitationOf } from '../view.ts'

export const sendInvitationAgain = (sending: Sending) =>
  command({
    shape: peopleContract['POST /invitations/:invitationId/send-again'],
    may: mayAsOne('invite'),
    async do({ db, caller, now }, { invitationId }) {
      const invitation = await openInvitation(db, invitationId)
      // Sending it again is inviting: nobody may renew what they could not have given.
      refuseGiving(await acting(db, asPerson(caller)), invitation.roles)
      const { token, tokenHash } = newSecret()
      const { invitationDays } = await councilOf(db)
      const expiresAt = now.add({ hours: invitationDays * 24 })
      // From now on it is the invitation of whoever sends it.
      const invitedBy = asPerson(caller).personId
      await renewInvitation(db, invitationId, { tokenHash, expiresAt, invitedBy })
      const delivered = await deliver(db, sending, invitationId, token)
      const renewed = { ...invitation, expires_at: expiresAt, invited_by: invitedBy }
      return done(
        { invitation: invitationOf(renewed, now, true), ...delivered },
        {
          action: 'person.invited-again',
          object: { kind: 'invitation', id: invitationId },
          details: { delivery: delivered.delivery },
        },
      )
    },
  })
