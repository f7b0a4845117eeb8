/** Where "now" comes from. Tests set it; everything else reads the machine. */
export interface Clock {
  now(): Temporal.Instant
}

export const machineClock: Clock = { now: () => Temporal.Now.instant() }

/** A clock that stands still until it is moved. */
export function setClock(start: string): Clock & {
  set(instant: string | Temporal.Instant): void
  advance(duration: Temporal.DurationLike): void
} {
  let current = Temporal.Instant.from(start)
  return {
    now: () => current,
    set: (instant) => {
      current = Temporal.Instant.from(instant)
    },
    advance: (duration) => {
      current = current.add(duration)
    },
  }
}
