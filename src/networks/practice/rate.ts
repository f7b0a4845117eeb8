import type { Clock } from '../../platform/clock.ts'
import { ApiError } from './failing.ts'

export interface Limit {
  readonly most: number
  readonly seconds: number
}

/** The limits of an unchanged Mastodon server. */
export interface RateLimits {
  readonly calls: Limit
  readonly media: Limit
  readonly deletes: Limit
  readonly posts: Limit
  readonly signIns: Limit
}

export const usualRates: RateLimits = {
  calls: { most: 300, seconds: 300 },
  media: { most: 30, seconds: 1800 },
  deletes: { most: 30, seconds: 1800 },
  posts: { most: 300, seconds: 10_800 },
  signIns: { most: 25, seconds: 300 },
}

export interface Standing {
  readonly limit: number
  readonly remaining: number
  readonly reset: Temporal.Instant
}

export class TooMany extends ApiError {
  readonly standing: Standing
  constructor(standing: Standing) {
    super(429, 'Too many requests')
    this.standing = standing
  }
}

/** Fixed windows in memory: each process counts for itself, which is near enough for practice. */
export class Rates {
  readonly #clock: Clock
  readonly #limits: RateLimits
  readonly #windows = new Map<string, { used: number; reset: Temporal.Instant }>()

  constructor(limits: RateLimits, clock: Clock) {
    this.#limits = limits
    this.#clock = clock
  }

  /** Counts one more, or throws when it is one too many. */
  take(kind: keyof RateLimits, who: string): Standing {
    const { most, seconds } = this.#limits[kind]
    const now = this.#clock.now()
    const key = `${kind} ${who}`
    let window = this.#windows.get(key)
    if (window === undefined || Temporal.Instant.compare(window.reset, now) <= 0) {
      this.#sweep(now)
      window = { used: 0, reset: now.add({ seconds }) }
      this.#windows.set(key, window)
    }
    window.used += 1
    const standing = {
      limit: most,
      remaining: Math.max(0, most - window.used),
      reset: window.reset,
    }
    if (window.used > most) throw new TooMany(standing)
    return standing
  }

  #sweep(now: Temporal.Instant): void {
    if (this.#windows.size < 10_000) return
    for (const [key, window] of this.#windows)
      if (Temporal.Instant.compare(window.reset, now) <= 0) this.#windows.delete(key)
  }
}

export function rateHeaders(standing: Standing): Record<string, string> {
  return {
    'x-ratelimit-limit': String(standing.limit),
    'x-ratelimit-remaining': String(standing.remaining),
    'x-ratelimit-reset': standing.reset.toString({ fractionalSecondDigits: 6 }),
  }
}
