import { command, done } from '../../platform/action.ts'
import { peopleContract } from '../contract.ts'
import { mayAsOne } from '../may.ts'
import { openInvitation } from '../open-invitation.ts'
import { closeInvitation } from '../store-invitations.ts'
import { invitationOf } from '../view.ts'

export const withdrawInvitation = command({
  shape: peopleContract['POST /invitations/:invitationId/withdraw'],
  may: mayAsOne('invite'),
  async do({ db, now }, { invitationId }) {
    const invitation = await openInvitation(db, invitationId)
    await closeInvitation(db, invitationId, 'withdrawn_at', now)
    const closed = { ...invitation, withdrawn_at: now }
    return done(
      { invitation: invitationOf(closed, now, true) },
      { action: 'person.invitation-withdrawn', object: { kind: 'invitation', id: invitationId } },
    )
  },
})
