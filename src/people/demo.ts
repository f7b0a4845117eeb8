import { hash } from 'node:crypto'
import { hashPassword } from 'better-auth/crypto'
import { z } from 'zod'
import { command, done } from '../platform/action.ts'
import type { Writer } from '../platform/database.ts'
import type { Door } from '../platform/door.ts'
import { newId } from '../platform/id.ts'
import { onlySystem } from '../platform/permission.ts'
import { refuse } from '../platform/refusal.ts'
import { deriveKey, type SealingKeys } from '../platform/secrets.ts'
import { level } from './contract.ts'
import type { RoleId } from './roles.ts'
import { claimInstallation, insertAccount, insertCouncil } from './store-council.ts'
import { replaceRoles, setLevel } from './store-grants.ts'
import { insertPerson } from './store-people.ts'

export interface DemoPerson {
  readonly key: string
  readonly name: string
  readonly roles: readonly RoleId[]
  readonly experienced: boolean
}

/** The people of the made-up council, named for what they do. */
export const demoPeople = [
  { key: 'administrator', name: 'Administrator', roles: ['administrator'], experienced: true },
  { key: 'communications', name: 'Communications', roles: ['communications'], experienced: true },
  { key: 'author', name: 'Author', roles: ['author'], experienced: true },
  { key: 'approver', name: 'Approver', roles: ['author'], experienced: true },
  { key: 'newcomer', name: 'Newcomer', roles: ['author'], experienced: false },
  { key: 'moderator', name: 'Moderator', roles: ['author', 'moderator'], experienced: true },
  { key: 'crisis', name: 'Crisis lead', roles: ['author', 'crisis-team'], experienced: true },
  { key: 'auditor', name: 'Auditor', roles: ['auditor'], experienced: true },
] as const satisfies readonly DemoPerson[]

export type DemoKey = (typeof demoPeople)[number]['key']

export const demoCouncil = {
  slug: 'brackenshire',
  name: 'Brackenshire Council',
  nation: 'E',
  domain: 'brackenshire.example',
} as const

export const demoEmail = (key: DemoKey) => `${key}@${demoCouncil.domain}`

export interface Demo {
  readonly councilId: string
  readonly people: Readonly<Record<DemoKey, string>>
}

const ids = z.record(z.string(), z.uuid())

const seed = command({
  shape: {
    name: 'people.seed-demo',
    summary: 'Create the made-up council and its people',
    input: z.object({ passwordHash: z.string(), people: ids }),
    reply: z.object({}),
  },
  may: onlySystem,
  async do({ db, caller, now }, { passwordHash, people }) {
    if (caller.kind !== 'system') throw refuse.signIn()
    const at = { db, councilId: caller.councilId, now }
    const { slug, name, nation } = demoCouncil
    const council = { id: at.councilId, slug, name, nation, demo: true }
    // So that a newcomer can look at everything at once; a real council starts with administrators.
    await insertCouncil(db, { ...council, secondFactorFor: 'nobody' }, now)
    await claimInstallation(db, now)
    for (const person of demoPeople) await addPerson(at, person, people[person.key], passwordHash)
    return done(
      {},
      {
        action: 'council.created',
        object: { kind: 'council', id: at.councilId },
        details: { demo: true },
      },
      ...demoPeople.map((person) => ({
        action: 'person.joined',
        object: { kind: 'person', id: people[person.key] ?? '' },
        details: { roles: person.roles },
      })),
    )
  },
})

async function addPerson(
  at: { db: Writer; councilId: string; now: Temporal.Instant },
  person: (typeof demoPeople)[number],
  id: string | undefined,
  passwordHash: string,
) {
  const { name, key, roles, experienced } = person
  if (id === undefined) throw new Error(`The demo has no id for ${key}.`)
  const made = { id, name, email: demoEmail(key), emailVerified: true, experienced }
  await insertPerson(at.db, made, at)
  await replaceRoles(at.db, { ...at, personId: id }, 'crier', roles)
  const account = { id: newId(), councilId: at.councilId, personId: id, accountId: id }
  await insertAccount(at.db, { ...account, provider: 'credential', passwordHash }, at.now)
}

/** Makes the demo council; the caller has seen that there is no council yet. */
export async function seedDemoPeople(door: Door, password: string): Promise<Demo> {
  const councilId = newId()
  const people = Object.fromEntries(demoPeople.map(({ key }) => [key, newId()]))
  const caller = { kind: 'system', councilId, name: 'demo' } as const
  await door.run(seed, caller, { passwordHash: await hashPassword(password), people })
  // Every key of demoPeople was just given an id.
  return { councilId, people: people as Record<DemoKey, string> }
}

const seedLevels = command({
  shape: {
    name: 'people.seed-demo-levels',
    summary: 'Give the people of the made-up council their levels',
    input: z.object({
      levels: z.array(z.object({ personId: z.uuid(), channelId: z.uuid(), level })),
    }),
    reply: z.object({}),
  },
  may: onlySystem,
  async do({ db, caller, now }, { levels }) {
    if (caller.kind !== 'system') throw refuse.signIn()
    for (const { personId, channelId, level: given } of levels)
      await setLevel(db, { councilId: caller.councilId, personId, now }, channelId, given)
    const [first, ...more] = levels.map(({ personId, channelId, level: given }) => ({
      action: 'person.level-given',
      object: { kind: 'person', id: personId },
      details: { channelId, before: null, level: given },
    }))
    if (first === undefined) throw new Error('There are no levels to give.')
    return done({}, first, ...more)
  },
})

/** Once the demo's channels exist. */
export async function seedDemoLevels(
  door: Door,
  councilId: string,
  levels: readonly { personId: string; channelId: string; level: z.output<typeof level> }[],
): Promise<void> {
  await door.run(seedLevels, { kind: 'system', councilId, name: 'demo' }, { levels })
}

/** The same at every start of one installation, and in no file: it comes from the oldest key. */
export function demoPassword(keys: SealingKeys): string {
  const bytes = deriveKey([keys.at(-1) ?? keys[0]], 'demo password')
  const syllable = (byte: number) => `${'bdfgklmnprstvz'[byte % 14]}${'aeiou'[byte % 5]}`
  const groups = [0, 1, 2, 3].map((n) =>
    [...bytes.subarray(n * 3, n * 3 + 3)].map(syllable).join(''),
  )
  return groups.join('-')
}

/** Printed in the terminal of a new installation: whoever sees that may set Crier up. */
export function setUpCode(keys: SealingKeys): string {
  const hex = hash('sha256', Buffer.from(deriveKey(keys, 'set-up code')), 'hex').toUpperCase()
  return [hex.slice(0, 4), hex.slice(4, 8), hex.slice(8, 12), hex.slice(12, 16)].join('-')
}
