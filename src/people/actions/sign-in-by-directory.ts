import { z } from 'zod'
import { command, done } from '../../platform/action.ts'
import type { Writer } from '../../platform/database.ts'
import { newId } from '../../platform/id.ts'
import { onlySystem } from '../../platform/permission.ts'
import { refuse } from '../../platform/refusal.ts'
import { directoryRefusal } from '../contract.ts'
import { roleIds } from '../roles.ts'
import { insertAccount, personOfDirectory, personOfEmail } from '../store-council.ts'
import { replaceRoles } from '../store-grants.ts'
import { findPerson, insertPerson, type PersonFound, updatePerson } from '../store-people.ts'
import { endSessions } from '../store-sessions.ts'

const visitor = z.object({
  /** Issuer and subject together: the only name of a person that a directory never gives twice. */
  account: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  name: z.string(),
  roles: z.array(z.enum(roleIds)),
})
type Visitor = z.output<typeof visitor>

/** Refusals are replies here, so that roles that the directory took away stay taken away. */
const reply = z.union([
  z.object({ personId: z.uuid() }),
  z.object({ refused: directoryRefusal, personId: z.null() }),
])

interface At {
  readonly db: Writer
  readonly councilId: string
  readonly now: Temporal.Instant
}

/** Run after the identity provider has vouched for somebody. */
export const signInByDirectory = command({
  shape: {
    name: 'people.sign-in-by-directory',
    summary: 'Let in whom the directory of the council vouches for, with the roles of their groups',
    input: visitor,
    reply,
  },
  may: onlySystem,
  async do({ db, caller, now }, who) {
    if (caller.kind !== 'system') throw refuse.signIn()
    const at = { db, councilId: caller.councilId, now }
    const known = await knownPerson(at, who)
    if (known === 'taken') return refused('directory-address-taken', caller.councilId)
    const person = known ?? (await newPerson(at, who))
    if (person === undefined)
      return refused(
        who.roles.length === 0 ? 'directory-no-group' : 'directory-address-taken',
        caller.councilId,
      )
    await replaceRoles(db, { ...at, personId: person.id }, 'directory', who.roles)
    const own = person.grants.filter((grant) => grant.source === 'crier')
    if (who.roles.length + own.length === 0) {
      await endSessions(db, person.id)
      return refused('directory-no-group', caller.councilId, person.id)
    }
    const before = person.grants.filter((grant) => grant.source === 'directory')
    const had = before.map((grant) => grant.role)
    return done(
      { personId: person.id },
      {
        action: 'person.directory-vouched',
        object: { kind: 'person', id: person.id },
        details: {
          first: known === undefined,
          given: who.roles.filter((role) => !had.includes(role)),
          taken: had.filter((role) => !who.roles.includes(role)),
        },
      },
    )
  },
})

function refused(
  why: z.output<typeof directoryRefusal>,
  councilId: string,
  personId: string | null = null,
) {
  const object =
    personId === null ? { kind: 'council', id: councilId } : { kind: 'person', id: personId }
  return done(
    { refused: why, personId: null },
    { action: 'person.directory-refused', object, details: { why } },
  )
}

/**
 * By the directory's own name for them; the first time by address, but only if the directory says
 * that it checked the address: otherwise anyone could claim a colleague's.
 */
async function knownPerson(at: At, who: Visitor): Promise<PersonFound | 'taken' | undefined> {
  const before = await personOfDirectory(at.db, who.account)
  if (before !== undefined) return findPerson(at.db, before)
  const sameAddress = await personOfEmail(at.db, who.email)
  if (sameAddress === undefined) return undefined
  if (!who.emailVerified) return 'taken'
  await addAccount(at, sameAddress, who.account)
  await updatePerson(at.db, sameAddress, { email_verified: true })
  return findPerson(at.db, sameAddress)
}

/** Nobody is let in for being known to the directory alone: a group has to say what they do here. */
async function newPerson(at: At, who: Visitor): Promise<PersonFound | undefined> {
  if (who.roles.length === 0) return undefined
  const { name, email, emailVerified } = who
  const id = await insertPerson(at.db, { id: newId(), name, email, emailVerified }, at)
  if (id === undefined) return undefined
  await addAccount(at, id, who.account)
  return findPerson(at.db, id)
}

const addAccount = ({ db, councilId, now }: At, personId: string, accountId: string) =>
  insertAccount(db, { id: newId(), councilId, personId, provider: 'directory', accountId }, now)
