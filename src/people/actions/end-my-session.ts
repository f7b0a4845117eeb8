import { command, done } from '../../platform/action.ts'
import { asPerson } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { peopleContract } from '../contract.ts'
import { ownSignIn } from '../guard.ts'
import { endSessions } from '../store-sessions.ts'

export const endMySession = command({
  shape: peopleContract['POST /me/sessions/:sessionId/end'],
  may: ownSignIn,
  async do({ db, caller }, { sessionId }) {
    const { personId } = asPerson(caller)
    const ended = await endSessions(db, personId, { only: sessionId })
    if (ended === 0) throw refuse.notFound('That session has ended already, or it is not yours.')
    return done(
      { ended },
      {
        action: 'person.sessions-ended',
        object: { kind: 'person', id: personId },
        details: { sessionId, ended },
      },
    )
  },
})
