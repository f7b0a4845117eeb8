import { query } from '../../platform/action.ts'
import { asPerson } from '../../platform/permission.ts'
import { peopleContract } from '../contract.ts'
import { ownSignIn } from '../guard.ts'
import { peopleMayOf } from '../may.ts'
import { fullAccessRoles } from '../roles.ts'
import { needsSecondFactor } from '../sign-in/authenticate.ts'
import { councilOf, lockdownOf, rolesOf } from '../standing.ts'
import type { PersonFound } from '../store-people.ts'
import { usedSecondFactor } from '../store-sessions.ts'
import { lockdownView, personOrRefuse, roleViews, suspensionOf } from '../view.ts'

export const me = query({
  shape: peopleContract['GET /me'],
  // A session that owes a second factor carries no roles, so they are read here afresh.
  may: ownSignIn,
  async do({ db, caller }) {
    const { personId, sessionId } = asPerson(caller)
    const person = await personOrRefuse(db, personId)
    const { secondFactorFor, invitationDays: _, ...council } = await councilOf(db)
    const roles = await rolesOf(db, personId)
    const lockdown = await lockdownOf(db)
    const used = await usedSecondFactor(db, sessionId)
    const required = needsSecondFactor(secondFactorFor, roles)
    const { id, name, email } = person
    return {
      person: { id, name, email },
      council,
      roles: roleViews(roles),
      levels: [...person.levels],
      fullAccess: fullAccessRoles.some((role) => roles.includes(role)),
      readOnly: roles.includes('auditor'),
      secondFactor: {
        required,
        totp: person.totp,
        passkeys: person.passkeys,
        used,
        owed: required && !used ? owedBy(person) : null,
      },
      suspensions: person.suspensions.map(suspensionOf),
      lockdown: lockdown === null ? null : lockdownView(lockdown),
      may: peopleMayOf(roles, lockdown !== null),
    }
  },
})

function owedBy({ hasPassword, totp, passkeys }: PersonFound): 'directory' | 'use' | 'set-up' {
  if (!hasPassword) return 'directory'
  return totp || passkeys > 0 ? 'use' : 'set-up'
}
