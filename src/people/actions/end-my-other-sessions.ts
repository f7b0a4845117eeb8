import { command, done, unchanged } from '../../platform/action.ts'
import { asPerson } from '../../platform/permission.ts'
import { peopleContract } from '../contract.ts'
import { ownSignIn } from '../guard.ts'
import { endSessions } from '../store-sessions.ts'

export const endMyOtherSessions = command({
  shape: peopleContract['POST /me/sessions/end-others'],
  may: ownSignIn,
  async do({ db, caller }) {
    const { personId, sessionId } = asPerson(caller)
    const ended = await endSessions(db, personId, { except: sessionId })
    if (ended === 0) return unchanged({ ended })
    return done(
      { ended },
      {
        action: 'person.sessions-ended',
        object: { kind: 'person', id: personId },
        details: { ended },
      },
    )
  },
})
