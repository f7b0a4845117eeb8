/** What the fake can do wrong. `before` and `after` mean: before or after the post was stored. */
export type Fault =
  | 'hang-before'
  | 'hang-after'
  | 'reset-before'
  | 'reset-after'
  | 'error-before'
  | 'error-after'
  | 'cut-after'
  | 'garbage-after'
  | 'slow'
  | 'too-many'
  | 'signed-out'
  | 'forbidden'
  | 'unprocessable'

/** The calls that faults can be laid on. */
export type FakeCall =
  | 'post'
  | 'upload'
  | 'edit'
  | 'remove'
  | 'read'
  | 'recent'
  | 'check'
  | 'limits'

/** Plain data, so that it can be sent to a fake in another thread. */
export interface FaultPlan {
  /** Only these calls go wrong; others are answered as they should. */
  readonly on: readonly FakeCall[]
  /** One for each call in turn, null for none; after the last, none. */
  readonly script?: readonly (Fault | null)[]
  /** Or by chance: of a hundred calls, how many meet each fault. The same seed, the same faults. */
  readonly seed?: number
  readonly percent?: Partial<Record<Fault, number>>
}

export const noFaults: FaultPlan = { on: [] }

/** Decides call by call. */
export function faultsOf(plan: FaultPlan): (call: FakeCall) => Fault | null {
  let number = 0
  const random = generator(plan.seed ?? 1)
  return (call) => {
    if (!plan.on.includes(call)) return null
    number += 1
    if (plan.script !== undefined) return plan.script[number - 1] ?? null
    let point = random() * 100
    for (const [fault, percent] of Object.entries(plan.percent ?? {})) {
      point -= percent
      // Object.entries forgets that the keys are faults.
      if (point < 0) return fault as Fault
    }
    return null
  }
}

/** Mulberry32: small, fast, and the same everywhere. */
function generator(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
