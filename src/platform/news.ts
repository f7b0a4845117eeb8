import type { Writer } from './database.ts'

type Hear<Payload> = (at: { db: Writer; now: Temporal.Instant }, payload: Payload) => Promise<void>

/** News that a slice announces and slices below it on the page act on. */
export interface News<Payload> {
  readonly name: string
  announce(at: { db: Writer; now: Temporal.Instant }, payload: Payload): Promise<void>
  /** Called once, when the program starts. */
  subscribe(hear: Hear<Payload>): void
}

/** Listeners run in the announcer's transaction: what follows from the news holds or fails with it. */
export function news<Payload>(name: string): News<Payload> {
  const listeners: Hear<Payload>[] = []
  return {
    name,
    async announce(at, payload) {
      for (const hear of listeners) await hear(at, payload)
    },
    subscribe(hear) {
      listeners.push(hear)
    },
  }
}
