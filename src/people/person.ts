import { refuse } from '../platform/refusal.ts'
import { type Level, reaches } from './levels.ts'

/** Who acts on whom. Pure: the same rules refuse the request and fill `may` in the reply. */
export interface Acting {
  readonly id: string
  readonly roles: readonly string[]
  readonly levels: ReadonlyMap<string, Level>
}

export interface Concerned {
  readonly id: string
  readonly roles: readonly string[]
  readonly status: 'active' | 'left'
}

export const personMay = [
  'change-roles',
  'set-levels',
  'suspend',
  'end-sessions',
  'remove-second-factor',
  'set-access-end',
  'set-experienced',
] as const
export type PersonMay = (typeof personMay)[number]

type Rule = (by: Acting, whom: Concerned) => string | null

/** The roles that each kind of care for people takes; actions name them as their permission. */
export const rolesThat = {
  administer: ['administrator'],
  manage: ['administrator', 'communications'],
  guard: ['administrator', 'ict-security'],
  suspend: ['administrator', 'communications', 'ict-security'],
} as const

const holds =
  (roles: readonly string[]) =>
  ({ roles: held }: { roles: readonly string[] }) =>
    roles.some((role) => held.includes(role))
const administrator = holds(rolesThat.administer)
const managing = holds(rolesThat.manage)
const onGuard = holds(rolesThat.guard)
const suspending = holds(rolesThat.suspend)

const administersChannel = ({ levels }: Acting) =>
  [...levels.values()].some((level) => reaches(level, 'administrator'))

const first = (...faults: (string | false)[]): string | null =>
  faults.find((fault) => fault !== false) || null

/** Why not, as a sentence; null where the rule allows it. */
const rules: Readonly<Record<PersonMay, Rule>> = {
  'change-roles': (by, whom) =>
    first(
      !administrator(by) && 'Only an administrator changes roles. Ask one of them.',
      by.id === whom.id &&
        'Nobody changes their own roles. Ask another administrator to do it for you.',
      whom.status === 'left' && 'This person has left. Give them access again before roles.',
    ),
  'set-levels': (by, whom) =>
    first(
      !managing(by) &&
        !administersChannel(by) &&
        'Levels are given by administrators, the communications team and the administrators of a channel.',
      by.id === whom.id &&
        'Nobody sets their own level. Ask another administrator to do it for you.',
      whom.status === 'left' && 'This person has left, so they hold no levels.',
      holds(['auditor'])(whom) &&
        'This person is in Internal Audit, which reads every channel and holds no level on any.',
    ),
  suspend: (by, whom) =>
    first(
      !suspending(by) &&
        'Only administrators, the communications team and ICT security suspend people.',
      by.id === whom.id && 'You cannot suspend yourself. Ask another administrator.',
      administrator(whom) &&
        !administrator(by) &&
        'Only another administrator can suspend an administrator.',
      whom.status === 'left' && 'This person has left and has no access to take away.',
    ),
  'end-sessions': (by, whom) =>
    first(
      !onGuard(by) && 'Only administrators and ICT security end the sessions of other people.',
      by.id === whom.id && 'You end your own sessions on the page about yourself.',
    ),
  'remove-second-factor': (by, whom) =>
    first(
      !administrator(by) && 'Only an administrator removes the second factor of somebody else.',
      by.id === whom.id && 'You change your own second factor on the page about yourself.',
    ),
  'set-access-end': (by, whom) =>
    first(
      !administrator(by) && 'Only an administrator says until when somebody has access.',
      by.id === whom.id && 'Nobody ends or prolongs their own access. Ask another administrator.',
    ),
  'set-experienced': (by, whom) =>
    first(
      !managing(by) &&
        'Only administrators and the communications team say who counts as a new user.',
      by.id === whom.id && 'Nobody decides that about themselves.',
    ),
}

export const mayOf = (by: Acting, whom: Concerned): PersonMay[] =>
  personMay.filter((rule) => rules[rule](by, whom) === null)

export function refuseUnless(rule: PersonMay, by: Acting, whom: Concerned): void {
  const fault = rules[rule](by, whom)
  if (fault !== null) throw refuse.notAllowed(fault)
}

/** A person's own suspension is lifted by somebody else. */
export function refuseLift(by: Acting, personId: string): void {
  if (!managing(by))
    throw refuse.notAllowed('Only administrators and the communications team lift suspensions.')
  if (by.id === personId)
    throw refuse.notAllowed('Nobody lifts their own suspension. Ask another administrator.')
}

/** Internal Audit cannot also do the work that it looks at. */
export function refuseMixedAudit(roles: readonly string[], hasLevels: boolean): void {
  if (!roles.includes('auditor') || (roles.length === 1 && !hasLevels)) return
  throw refuse.conflict(
    'Internal Audit reads everything and changes nothing, so its people hold no other role and no level on a channel. Take those away first, or choose another role.',
  )
}

type Giving = Pick<Acting, 'roles'>

/** What somebody may give to people whom they invite. */
export const mayGive = (by: Giving, roles: readonly string[]): boolean =>
  administrator(by) || (managing(by) && roles.every((role) => role === 'author'))

export function refuseGiving(by: Giving, roles: readonly string[]): void {
  if (mayGive(by, roles)) return
  if (!managing(by))
    throw refuse.notAllowed('Only administrators and the communications team invite people.')
  throw refuse.notAllowed(
    'The communications team invites authors. An administrator can give other roles.',
  )
}
