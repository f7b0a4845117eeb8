import { command, done } from '../../platform/action.ts'
import { asPerson, holdsRole } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { peopleContract } from '../contract.ts'
import { refuseUnless, rolesThat } from '../person.ts'
import { removeSecondFactors } from '../store-second-factor.ts'
import { endSessions } from '../store-sessions.ts'
import { acting, personOrRefuse, viewNow } from '../view.ts'

/** For somebody who lost the phone or the key: nobody can take it away for themselves. */
export const removeSecondFactor = command({
  shape: peopleContract['POST /people/:personId/second-factor/remove'],
  may: holdsRole(...rolesThat.administer),
  async do({ db, caller }, { personId }) {
    const by = await acting(db, asPerson(caller))
    const person = await personOrRefuse(db, personId)
    refuseUnless('remove-second-factor', by, person)
    if (!person.totp && person.passkeys === 0)
      throw refuse.conflict('This person has no second factor, so there is none to remove.')
    await removeSecondFactors(db, personId)
    const ended = await endSessions(db, personId)
    return done(await viewNow(db, personId, by), {
      action: 'person.second-factor-taken',
      object: { kind: 'person', id: personId },
      details: { totp: person.totp, passkeys: person.passkeys, sessionsEnded: ended },
    })
  },
})
