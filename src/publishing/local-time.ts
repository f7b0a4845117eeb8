import { isKeepable } from '../platform/fields.ts'
import { refuse } from '../platform/refusal.ts'
import type { When } from './content.ts'

/** A wall-clock time in its zone, both clock changes included. Pure. */

export type LocalTime =
  | { readonly kind: 'once'; readonly at: Temporal.Instant }
  | { readonly kind: 'twice'; readonly earlier: Temporal.Instant; readonly later: Temporal.Instant }
  /** The last minute before the clocks went forward, and the first after it. */
  | { readonly kind: 'never'; readonly before: string; readonly after: string }
  | { readonly kind: 'invalid' }

export function resolveLocal(local: string, zone: string): LocalTime {
  const wall = parse(local)
  if (wall === null || !isZone(zone)) return { kind: 'invalid' }
  if (!isKeepable(wall.toZonedDateTime('UTC').toInstant())) return { kind: 'invalid' }
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' })
  const later = wall.toZonedDateTime(zone, { disambiguation: 'later' })
  if (earlier.epochNanoseconds === later.epochNanoseconds)
    return { kind: 'once', at: earlier.toInstant() }
  if (earlier.toPlainDateTime().equals(wall))
    return { kind: 'twice', earlier: earlier.toInstant(), later: later.toInstant() }
  // In a gap "earlier" falls before the change and "later" after it.
  const change = earlier.getTimeZoneTransition('next') ?? later
  const before = change.subtract({ minutes: 1 })
  return { kind: 'never', before: wallClock(before), after: wallClock(change) }
}

function parse(local: string): Temporal.PlainDateTime | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d$/.test(local)) return null
  try {
    return Temporal.PlainDateTime.from(local, { overflow: 'reject' })
  } catch {
    return null
  }
}

/** A named zone: a bare offset knows nothing of summer. */
function isZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}

const wallClock = (time: Temporal.ZonedDateTime) =>
  time.toPlainDateTime().toString({ smallestUnit: 'minute' })

export interface Planned {
  readonly kind: When['kind']
  readonly local: string | null
  readonly zone: string | null
  /** Null: as soon as it may. */
  readonly dueAt: Temporal.Instant | null
}

export const timeSentences = {
  invalid:
    'This is not a date and time that Crier can use. Choose the date, the time and the zone again.',
  twice:
    'On that night the clocks go back, so this time comes twice. Say whether you mean the earlier or the later of the two.',
  never:
    'On that night the clocks go forward, so this time does not exist. Choose a time before or after the change.',
}

/** What a person chose, or a refusal that offers what they can choose instead. */
export function planOf(when: When): Planned {
  if (when.kind === 'as-soon-as-approved')
    return { kind: when.kind, local: null, zone: null, dueAt: null }
  const { kind, local, zone } = when
  const time = resolveLocal(local, zone)
  if (time.kind === 'once') return { kind, local, zone, dueAt: time.at }
  if (time.kind === 'twice' && when.clock !== undefined)
    return { kind, local, zone, dueAt: time[when.clock] }
  const sentence = timeSentences[time.kind]
  throw refuse.invalid(sentence, { fields: { when: sentence }, more: { time } })
}
