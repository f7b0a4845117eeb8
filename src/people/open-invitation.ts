import type { Reader } from '../platform/database.ts'
import { refuse } from '../platform/refusal.ts'
import { findInvitation } from './store-invitations.ts'

/** One that can still be sent again or withdrawn, expired or not. */
export async function openInvitation(db: Reader, invitationId: string) {
  const invitation = await findInvitation(db, invitationId)
  if (invitation === undefined)
    throw refuse.notFound('That invitation does not exist in your council.')
  if (invitation.accepted_at !== null)
    throw refuse.conflict('That invitation was accepted already. The person is under People.')
  if (invitation.withdrawn_at !== null)
    throw refuse.conflict('That invitation was withdrawn. Invite the person anew.')
  return invitation
}
