import { setTimeout as pause } from 'node:timers/promises'
import { Halt } from '../platform/halt.ts'

/** A command that goes on until somebody stops it. */
export interface Run {
  /** One more step towards running, unless somebody asked to stop in the meantime. */
  step<T>(take: () => T): T
  /** Closes what was opened, last first. A second Ctrl-C waits only for what must be waited for. */
  atEnd(close: () => PromiseLike<void>, wait?: 'always'): void
  /** Stops everything, with this sentence, when the promise resolves. */
  haltWhen(happens: Promise<void>, sentence: string): void
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
const patience = 15_000

/** Begins, waits for Ctrl-C and its kin, and closes whatever was opened, however it ended. */
export async function runUntilStopped(begin: (run: Run) => Promise<void>): Promise<number> {
  const asked = Promise.withResolvers<void>()
  const insisted = Promise.withResolvers<void>()
  const failed = Promise.withResolvers<never>()
  const closers: (() => PromiseLike<unknown>)[] = []
  let times = 0
  const hear = () => {
    times++
    if (times === 1) asked.resolve()
    else insisted.resolve()
  }
  for (const signal of signals) process.on(signal, hear)
  // A defect anywhere ends the process, and the database server must not outlive it.
  process.on('uncaughtException', failed.reject)
  const run: Run = {
    step(take) {
      if (times > 0) throw new Error('Asked to stop.')
      return take()
    },
    atEnd(close, wait) {
      closers.unshift(wait ? close : () => atMost(patience, [close(), insisted.promise]))
    },
    haltWhen: (happens, sentence) =>
      void happens.then(() => {
        if (times === 0) failed.reject(new Halt(sentence))
      }),
  }
  try {
    await Promise.race([begin(run).then(() => asked.promise), failed.promise])
  } catch (error) {
    // Ctrl-C reaches the programs that a step is running too, and may reach them before us: what
    // they say then is no news.
    await pause(50)
    if (times === 0) throw error
  } finally {
    await closeAll(closers)
    for (const signal of signals) process.off(signal, hear)
    process.off('uncaughtException', failed.reject)
  }
  return 0
}

async function atMost(milliseconds: number, ends: readonly PromiseLike<void>[]): Promise<void> {
  const enough = new AbortController()
  const late = pause(milliseconds, undefined, enough).catch(() => {})
  await Promise.race([...ends, late]).finally(() => enough.abort())
}

async function closeAll(closers: readonly (() => PromiseLike<unknown>)[]): Promise<void> {
  for (const close of closers) {
    try {
      await close()
    } catch (error) {
      console.error(error) // The next must be closed all the same.
    }
  }
}
