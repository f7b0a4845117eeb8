import { command, done } from '../../platform/action.ts'
import { asPerson, holdsRole } from '../../platform/permission.ts'
import { peopleContract } from '../contract.ts'
import { refuseUnless, rolesThat } from '../person.ts'
import { endSessions as storeEnd } from '../store-sessions.ts'
import { acting, personOrRefuse } from '../view.ts'

export const endSessions = command({
  shape: peopleContract['POST /people/:personId/sessions/end'],
  may: holdsRole(...rolesThat.guard),
  async do({ db, caller }, { personId, reason }) {
    const by = await acting(db, asPerson(caller))
    refuseUnless('end-sessions', by, await personOrRefuse(db, personId))
    const ended = await storeEnd(db, personId)
    return done(
      { ended },
      {
        action: 'person.sessions-ended',
        object: { kind: 'person', id: personId },
        details: { ended, reason },
      },
    )
  },
})
