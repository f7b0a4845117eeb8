import { command, done } from '../../platform/action.ts'
import { asPerson } from '../../platform/permission.ts'
import { peopleContract } from '../contract.ts'
import { anyPerson } from '../may.ts'
import { refuseUnless } from '../person.ts'
import { endSessions as storeEnd } from '../store-sessions.ts'
import { acting, personOrRefuse } from '../view.ts'

export const endSessions = command({
  shape: peopleContract['POST /people/:personId/sessions/end'],
  may: anyPerson,
  async do({ db, caller }, { personId }) {
    const by = await acting(db, asPerson(caller))
    refuseUnless('end-sessions', by, await personOrRefuse(db, personId))
    const ended = await storeEnd(db, personId)
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
