import { type Clock, machineClock } from '../platform/clock.ts'
import type { Log } from '../platform/log.ts'
import { type FoldParts, fold } from './fold.ts'
import type { Tree } from './merkle.ts'
import { councilsWaiting, type FoldPlace, type SignedCheckpoint, startOf } from './store.ts'

export interface SequencerParts extends Omit<FoldParts, 'clock'> {
  readonly log: Log
  readonly clock?: Clock
  /** Told each signed checkpoint, to keep a copy outside the database. */
  readonly signed?: (councilId: string, checkpoint: SignedCheckpoint) => void
  readonly batch?: number
}

/**
 * Folds what was committed into each council's tree. Transactions commit out of order, so it
 * remembers the oldest one that could still add something and looks at nothing older. The memory
 * starts empty: the first round of a process looks at everything, which finds what a crash, a
 * restored backup or a change of keys left behind.
 */
export function createSequencer(parts: SequencerParts) {
  const { pool, log, batch = 2000 } = parts
  const folding: FoldParts = { ...parts, clock: parts.clock ?? machineClock }
  const seen = new Map<string, Tree>()
  const behind = new Map<string, string>()
  const said = new Map<string, string>()
  let since = '0'

  /** Returns whether all of a council's entries are in its tree. */
  async function drain(councilId: string, from: string): Promise<boolean> {
    let after: FoldPlace | undefined = startOf(from)
    do {
      const last = seen.get(councilId)
      const { tree, made, forged, next } = await fold(
        folding,
        councilId,
        { after, limit: batch },
        last,
      )
      if (tree === undefined) return false
      seen.set(councilId, tree)
      if (made) parts.signed?.(councilId, made)
      if (forged.length > 0)
        complain(
          councilId,
          `Entries stay out of the ledger's tree because this program did not write them, or wrote them with another sealing key. The first is ${forged[0]}.`,
        )
      after = next
    } while (after !== undefined)
    return true
  }

  function complain(councilId: string, message: string) {
    if (said.get(councilId) === message) return
    said.set(councilId, message)
    log.error({ councilId }, message)
  }

  async function attempt(councilId: string, from: string): Promise<void> {
    const done = await drain(councilId, from).catch((error: unknown) => {
      complain(
        councilId,
        `The ledger is not being signed. ${error instanceof Error ? error.message : error}`,
      )
      return false
    })
    if (!done) behind.set(councilId, from)
    else if (behind.delete(councilId)) said.delete(councilId)
  }

  return async function round(): Promise<void> {
    const { horizon, councils } = await councilsWaiting(pool, since)
    if (BigInt(horizon) < BigInt(since)) {
      // A restored database counts its transactions anew.
      since = '0'
      return round()
    }
    const starts = new Map([...councils.map((id) => [id, since] as const), ...behind])
    for (const [councilId, from] of starts) await attempt(councilId, from)
    since = horizon
  }
}

const unread = 'the ledger was not looked through'

/** Rounds twice a second, so that an entry is signed for within the second. */
export function startSequencer(parts: SequencerParts & { readonly every?: number }) {
  const { log, every = 500 } = parts
  const round = createSequencer(parts)
  let stopped = false
  let wake = () => {}
  const pause = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, every)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  const ended = (async () => {
    while (!stopped) {
      await round().catch((err: unknown) => log.error({ err }, unread))
      if (!stopped) await pause()
    }
    // What was committed while stopping is signed for too.
    await round().catch((err: unknown) => log.error({ err }, unread))
  })()
  return {
    /** Does the next round now. */
    wake: () => wake(),
    /** Ends after one more round. */
    stop: () => {
      stopped = true
      wake()
      return ended
    },
  }
}
