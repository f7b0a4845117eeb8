import { type RouteTable, routes } from '../platform/routes.ts'
import type { SealingKeys } from '../platform/secrets.ts'
import { changeCouncil } from './actions/change-council.ts'
import { changeRoles } from './actions/change-roles.ts'
import { changeSingleSignOn } from './actions/change-single-sign-on.ts'
import { declareLockdown } from './actions/declare-lockdown.ts'
import { endLockdown } from './actions/end-lockdown.ts'
import { endMyOtherSessions } from './actions/end-my-other-sessions.ts'
import { endMySession } from './actions/end-my-session.ts'
import { endSessions } from './actions/end-sessions.ts'
import { invite } from './actions/invite.ts'
import { liftSuspension } from './actions/lift-suspension.ts'
import { listInvitations } from './actions/list-invitations.ts'
import { listMySessions } from './actions/list-my-sessions.ts'
import { listPeople } from './actions/list-people.ts'
import { listRoles } from './actions/list-roles.ts'
import { me } from './actions/me.ts'
import { readCouncil } from './actions/read-council.ts'
import { readLockdown } from './actions/read-lockdown.ts'
import { readPerson } from './actions/read-person.ts'
import { readSingleSignOn } from './actions/read-single-sign-on.ts'
import { removeSecondFactor } from './actions/remove-second-factor.ts'
import { sendInvitationAgain } from './actions/send-invitation-again.ts'
import { setAccessEnd } from './actions/set-access-end.ts'
import { setExperienced } from './actions/set-experienced.ts'
import { setLevel } from './actions/set-level.ts'
import { suspend } from './actions/suspend.ts'
import { withdrawInvitation } from './actions/withdraw-invitation.ts'
import { peopleContract } from './contract.ts'

export interface PeopleRouteParts {
  readonly publicAddress: string
  readonly sealingKeys: SealingKeys
  readonly mailReady: boolean
}

export const peopleRoutes = (parts: PeopleRouteParts): RouteTable =>
  routes(peopleContract, {
    'GET /me': me,
    'GET /me/sessions': listMySessions,
    'POST /me/sessions/:sessionId/end': endMySession,
    'POST /me/sessions/end-others': endMyOtherSessions,
    'GET /roles': listRoles,
    'GET /people': listPeople,
    'GET /people/:personId': readPerson,
    'PUT /people/:personId/roles': changeRoles,
    'PUT /people/:personId/levels/:channelId': setLevel,
    'PUT /people/:personId/access-end': setAccessEnd,
    'PUT /people/:personId/experienced': setExperienced,
    'POST /people/:personId/suspensions': suspend,
    'POST /suspensions/:suspensionId/lift': liftSuspension,
    'POST /people/:personId/sessions/end': endSessions,
    'POST /people/:personId/second-factor/remove': removeSecondFactor,
    'GET /lockdown': readLockdown,
    'POST /lockdown': declareLockdown,
    'POST /lockdown/end': endLockdown,
    'GET /invitations': listInvitations,
    'POST /invitations': invite(parts),
    'POST /invitations/:invitationId/send-again': sendInvitationAgain(parts),
    'POST /invitations/:invitationId/withdraw': withdrawInvitation,
    'GET /council': readCouncil,
    'PUT /council': changeCouncil,
    'GET /single-sign-on': readSingleSignOn(parts.publicAddress),
    'PUT /single-sign-on': changeSingleSignOn(parts),
  })
