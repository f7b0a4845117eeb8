import { z } from 'zod'
import { command, done } from '../../platform/action.ts'
import { newId } from '../../platform/id.ts'
import { onlySystem } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { claimInstallation, insertAccount, insertCouncil } from '../store-council.ts'
import { replaceRoles } from '../store-grants.ts'
import { insertPerson } from '../store-people.ts'

/** Run as the council to be, which exists when it ends. The doorstep has checked the code. */
export const setUp = command({
  shape: {
    name: 'people.set-up',
    summary: 'Create the first council and its first administrator',
    input: z.object({
      councilName: z.string(),
      slug: z.string(),
      nation: z.enum(['E', 'W', 'S', 'NI']),
      name: z.string(),
      email: z.string(),
      passwordHash: z.string(),
    }),
    reply: z.object({ councilId: z.uuid(), personId: z.uuid(), email: z.string() }),
  },
  may: onlySystem,
  async do({ db, caller, now }, { councilName, slug, nation, name, email, passwordHash }) {
    if (caller.kind !== 'system') throw refuse.signIn()
    const { councilId } = caller
    if (!(await claimInstallation(db, now))) throw setUpAlready()
    const council = { id: councilId, slug, name: councilName, nation, demo: false }
    await insertCouncil(db, { ...council, secondFactorFor: 'administrators' }, now)
    const personId = newId()
    const person = { id: personId, name, email, emailVerified: true, experienced: true }
    if ((await insertPerson(db, person, { councilId, now })) === undefined) throw setUpAlready()
    await replaceRoles(db, { councilId, personId, now }, 'crier', ['administrator'])
    const account = { id: newId(), councilId, personId, accountId: personId, passwordHash }
    await insertAccount(db, { ...account, provider: 'credential' }, now)
    return done(
      { councilId, personId, email: email.toLowerCase() },
      {
        action: 'council.created',
        object: { kind: 'council', id: councilId },
        details: { nation },
      },
      {
        action: 'person.joined',
        object: { kind: 'person', id: personId },
        details: { roles: ['administrator'] },
      },
    )
  },
})

export const setUpAlready = () =>
  refuse.conflict('Crier is set up already, so nothing was changed. Sign in instead.')
