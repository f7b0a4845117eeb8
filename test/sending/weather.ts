import type { Fault, FaultPlan } from '../../src/networks/mastodon/fake-faults.ts'

/** Numbers from 0 to 1 that are the same for the same seed. */
export function random(seed: number): () => number {
  let state = (seed * 2654435761) >>> 0
  return () => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x6d2b79f5) >>> 0
    return ((state ^ (state >>> 13)) >>> 0) / 4294967296
  }
}

/** Of a hundred posts, how many meet each fault when the weather is mixed. */
const mixed: Partial<Record<Fault, number>> = {
  'hang-before': 7,
  'hang-after': 7,
  'reset-before': 7,
  'reset-after': 7,
  'error-before': 7,
  'error-after': 7,
  slow: 9,
  'cut-after': 4,
  'garbage-after': 4,
  'too-many': 7,
  unprocessable: 4,
  forbidden: 1,
}

/** One fault that comes again and again is another kind of bad day. */
const stubborn: readonly Fault[] = [
  'hang-before',
  'hang-after',
  'reset-after',
  'error-before',
  'error-after',
  'too-many',
  'slow',
]

/** How the network of one run behaves: its posts, and on some days its reads as well. */
export function weather(seed: number): FaultPlan {
  const chance = random(seed)
  const on: FaultPlan['on'] = chance() < 0.3 ? ['post', 'recent'] : ['post']
  const kind = chance()
  if (kind < 0.1) return { on: [] }
  if (kind < 0.4) {
    const fault = stubborn[Math.floor(chance() * stubborn.length)] ?? 'slow'
    return { on, seed, percent: { [fault]: 60 } }
  }
  return { on, seed, percent: mixed }
}
