import { query } from '../../platform/action.ts'
import { asPerson } from '../../platform/permission.ts'
import { peopleContract } from '../contract.ts'
import { ownSignIn } from '../guard.ts'
import { sessionsOf } from '../store-sessions.ts'

export const listMySessions = query({
  shape: peopleContract['GET /me/sessions'],
  may: ownSignIn,
  async do({ db, caller, now }) {
    const { personId, sessionId } = asPerson(caller)
    const sessions = await sessionsOf(db, personId, now)
    return {
      sessions: sessions.map((session) => ({
        id: session.id,
        current: session.id === sessionId,
        device: session.user_agent ?? '',
        address: session.ip_address ?? '',
        startedAt: session.created_at.toString(),
        lastSeen: session.updated_at.toString(),
        expiresAt: session.expires_at.toString(),
      })),
    }
  },
})
