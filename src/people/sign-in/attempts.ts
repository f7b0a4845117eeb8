import { createHmac } from 'node:crypto'
import type pg from 'pg'
import type { Clock } from '../../platform/clock.ts'
import { refuse } from '../../platform/refusal.ts'
import { countAttempt, forgiveAttempts } from './store-attempts.ts'

interface Limit {
  readonly key: string
  readonly failures: number
  readonly minutes: number
}

export interface Attempt {
  /** This failure used up the last try: worth telling the ledger. */
  readonly last: boolean
  /** The attempt succeeded, so it does not count. */
  forgive(): Promise<void>
}

export interface Attempts {
  begin(what: string, subject: string, address: string): Promise<Attempt>
}

/**
 * Counts attempts before they are made, so that many at once cannot pass the limit. What is counted
 * is what was typed, whether it exists or not, so that the answer tells nobody which do. One
 * address and one subject together lock soon; each alone much later, because an office shares an
 * address and a stranger must not easily lock out somebody else.
 */
export function attemptCounter(parts: { pool: pg.Pool; clock: Clock; key: Uint8Array }): Attempts {
  const hide = (text: string) => createHmac('sha256', parts.key).update(text).digest('base64url')
  return {
    async begin(what, subject, address) {
      const limits: Limit[] = [
        { key: hide(`${what} ${subject} from ${address}`), failures: 10, minutes: 15 },
        { key: hide(`${what} ${subject}`), failures: 50, minutes: 60 },
        { key: hide(`${what} from ${address}`), failures: 200, minutes: 15 },
      ]
      const now = parts.clock.now()
      const counted = await Promise.all(
        limits.map((limit) => countAttempt(parts.pool, limit.key, { ...limit, now })),
      )
      if (counted.some((each) => each.locked)) throw tooMany()
      return {
        last: counted[0]?.failures === limits[0]?.failures,
        forgive: () =>
          forgiveAttempts(
            parts.pool,
            limits.map((limit) => limit.key),
          ),
      }
    },
  }
}

const tooMany = () =>
  refuse.tooMany(
    'There were too many failed attempts, so Crier does not check any more for now. Wait 15 minutes and try again, or ask an administrator of your council.',
  )
