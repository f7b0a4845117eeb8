import { createHmac } from 'node:crypto'
import type pg from 'pg'
import { addressBlock } from '../../platform/address-block.ts'
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
  /** Without a subject (a secret is being guessed) only the visitor's address counts. */
  begin(what: What, subject: string | null, address: string): Promise<Attempt>
}

/** Failures allowed: for a subject from one address in 15 minutes, and from anywhere in an hour. */
const allowed = {
  'sign-in': [10, 50],
  password: [10, 50],
  // Each may send a mail to somebody who asked for none.
  reset: [3, 6],
  secret: [10, 10],
} as const
type What = keyof typeof allowed

/** An office shares an address, so all its failures together may be many. */
const fromOneAddress = 200

/**
 * Counts attempts before they are made, so that many at once cannot pass the limit. What is counted
 * is what was typed, whether it exists or not, so that the answer tells nobody which do. One
 * address and one subject together stop soon; the subject alone much later, because a stranger must
 * not easily lock out somebody else.
 */
export function attemptCounter(parts: { pool: pg.Pool; clock: Clock; key: Uint8Array }): Attempts {
  const hide = (text: string) => createHmac('sha256', parts.key).update(text).digest('base64url')
  return {
    async begin(what, subject, address) {
      const limits = limitsFor(what, subject, addressBlock(address), hide)
      const now = parts.clock.now()
      const counted = await Promise.all(
        limits.map((limit) => countAttempt(parts.pool, limit.key, { ...limit, now })),
      )
      if (counted.some((each) => each.locked)) throw tooMany()
      const keys = limits.map((limit) => limit.key)
      return {
        last: counted[0]?.failures === limits[0]?.failures,
        forgive: () => forgiveAttempts(parts.pool, keys),
      }
    },
  }
}

function limitsFor(
  what: What,
  subject: string | null,
  address: string,
  hide: (text: string) => string,
): Limit[] {
  const [here, anywhere] = allowed[what]
  const minutes = 15
  if (subject === null) return [{ key: hide(`${what} from ${address}`), failures: here, minutes }]
  return [
    { key: hide(`${what} ${subject} from ${address}`), failures: here, minutes },
    { key: hide(`${what} ${subject}`), failures: anywhere, minutes: 60 },
    { key: hide(`${what} from ${address}`), failures: fromOneAddress, minutes },
  ]
}

const tooMany = () =>
  refuse.tooMany(
    'There were too many failed attempts, so Crier does not check any more for now. Wait 15 minutes and try again, or ask an administrator of your council.',
  )
