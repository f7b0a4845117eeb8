import { command, done } from '../../platform/action.ts'
import { asPerson, holdsRole } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { peopleContract } from '../contract.ts'
import { keepAnAdministrator } from '../last-administrator.ts'
import { refuseMixedAudit, refuseUnless, rolesThat } from '../person.ts'
import { replaceRoles } from '../store-grants.ts'
import type { PersonFound } from '../store-people.ts'
import { acting, personOrRefuse, viewNow } from '../view.ts'

export const changeRoles = command({
  shape: peopleContract['PUT /people/:personId/roles'],
  may: holdsRole(...rolesThat.administer),
  async do({ db, caller, now }, { personId, roles: wanted }) {
    const by = await acting(db, asPerson(caller))
    const person = await personOrRefuse(db, personId)
    refuseUnless('change-roles', by, person)
    refuseMixedAudit(wanted, person.levels.length > 0)
    refuseAgainstDirectory(person, wanted)
    if (!wanted.includes('administrator')) await keepAnAdministrator(db, person)
    const fromDirectory = rolesFrom(person, 'directory')
    const own = wanted.filter((role) => !fromDirectory.includes(role))
    await replaceRoles(db, { councilId: asPerson(caller).councilId, personId, now }, 'crier', own)
    return done(await viewNow(db, personId, by), {
      action: 'person.roles-changed',
      object: { kind: 'person', id: personId },
      details: {
        given: wanted.filter((role) => !person.roles.includes(role)),
        taken: person.roles.filter((role) => !wanted.includes(role)),
      },
    })
  },
})

const rolesFrom = ({ grants }: PersonFound, source: 'crier' | 'directory') =>
  grants.filter((grant) => grant.source === source).map((grant) => grant.role)

/** It would come back at the next sign-in. */
function refuseAgainstDirectory(person: PersonFound, wanted: readonly string[]): void {
  if (rolesFrom(person, 'directory').every((role) => wanted.includes(role))) return
  throw refuse.conflict(
    'The directory of your council gives one of these roles to this person. Take them out of its group there; it counts at their next sign-in.',
  )
}
