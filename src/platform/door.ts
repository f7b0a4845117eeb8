import { setTimeout as pause } from 'node:timers/promises'
import type pg from 'pg'
import { z } from 'zod'
import type { Action, Command, EntryDraft, Query } from './action.ts'
import type { Caller } from './caller.ts'
import type { Clock } from './clock.ts'
import type { InputOf, ReplyOf, Shape } from './contract.ts'
import { beginFor, overClient, type Writer } from './database.ts'
import { anyone } from './permission.ts'
import { Refusal, refuse } from './refusal.ts'
import { takeInput } from './take-input.ts'

/** Writes entries in the transaction of the change. The ledger provides it. */
export type Append = (
  db: Writer,
  at: { councilId: string; caller: Caller; now: Temporal.Instant; requestId: string },
  entries: readonly EntryDraft[],
) => Promise<void>

export interface DoorParts {
  readonly pool: pg.Pool
  readonly append: Append
  readonly clock: Clock
  /** Told after each commit, outside the transaction. */
  readonly committed?: (councilId: string, entries: readonly EntryDraft[]) => void
  /** A rule over all commands, before their own permission: a read-only role, a missing factor. */
  readonly guard?: (caller: Caller, action: Action) => void
}

export interface Door {
  /** Runs one action for one caller: parse, permission, transaction, ledger. */
  run<S extends Shape>(
    action: Action<S>,
    caller: Caller,
    input: unknown,
    requestId?: string,
  ): Promise<ReplyOf<S>>
}

/** The one door that every change and every question passes. */
export function createDoor(parts: DoorParts): Door {
  return {
    async run<S extends Shape>(action: Action<S>, caller: Caller, sent: unknown, requestId = '') {
      // Closed unless it says otherwise, before anything is told of what it wants.
      if (caller.kind === 'nobody' && action.may !== anyone) throw refuse.signIn()
      const input = takeInput(action.shape, sent)
      const attempt = () =>
        action.kind === 'command'
          ? change(parts, action, caller, input, requestId)
          : ask(parts, action, caller, input)
      try {
        // The guard sees which action it is, never its input.
        parts.guard?.(caller, action as unknown as Action)
        return await againOnClash(attempt)
      } catch (error) {
        if (error instanceof Refusal && error.kind === 'not-allowed')
          await recordRefused(parts, action.shape.name, caller, input, error, requestId)
        throw error
      }
    },
  }
}

async function change<S extends Shape>(
  parts: DoorParts,
  action: Command<S>,
  caller: Caller,
  input: InputOf<S>,
  requestId: string,
): Promise<ReplyOf<S>> {
  const councilId = caller.kind === 'nobody' ? null : caller.councilId
  const now = parts.clock.now()
  const { reply, entries } = await inTransaction(parts.pool, councilId, false, async (db) => {
    await action.may.check({ db, caller }, input)
    const outcome = await action.do({ db, caller, now }, input)
    if (outcome.entries !== null) {
      if (councilId === null) throw new Error('A change needs a council.')
      await parts.append(db, { councilId, caller, now, requestId }, outcome.entries)
    }
    return { result: outcome, keep: outcome.entries !== null }
  })
  if (entries !== null && councilId !== null) parts.committed?.(councilId, entries)
  return reply
}

function ask<S extends Shape>(
  parts: DoorParts,
  action: Query<S>,
  caller: Caller,
  input: InputOf<S>,
): Promise<ReplyOf<S>> {
  const councilId = caller.kind === 'nobody' ? null : caller.councilId
  return inTransaction(parts.pool, councilId, true, async (db) => {
    await action.may.check({ db, caller }, input)
    return { result: await action.do({ db, caller, now: parts.clock.now() }, input), keep: true }
  })
}

/** Commits when `work` ends well; rolls back when it throws or says not to keep. */
async function inTransaction<R>(
  pool: pg.Pool,
  councilId: string | null,
  readOnly: boolean,
  work: (db: Writer) => Promise<{ result: R; keep: boolean }>,
): Promise<R> {
  const client = await pool.connect()
  let broken: Error | undefined
  try {
    await client.query(beginFor(councilId, readOnly))
    const { result, keep } = await work(overClient(client, councilId))
    const end = await client.query(keep ? 'commit' : 'rollback')
    // A statement that failed unseen turns COMMIT into ROLLBACK; that must never pass for done.
    if (keep && end.command !== 'COMMIT') throw new Error('The transaction did not commit.')
    return result
  } catch (error) {
    await client.query('rollback').catch((failure: Error) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(broken)
  }
}

// A failed serialization, a deadlock, and a row that somebody else made at the same moment.
const clashes = new Set(['40001', '40P01', '23505'])

/**
 * A clash changed nothing, so the whole action may run again. What it then finds decides: who
 * pressed a button twice hears in words that it is done already.
 */
async function againOnClash<R>(attempt: () => Promise<R>, left = 5): Promise<R> {
  try {
    return await attempt()
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (left <= 1 || !clashes.has(code)) throw error
    // Apart from one another, or those who clashed would only clash again.
    await pause(Math.random() * 20)
    return againOnClash(attempt, left - 1)
  }
}

const ids = z.record(z.string(), z.unknown())

/** A refused attempt by a signed-in person is on the record, with the ids that it named. */
async function recordRefused(
  parts: DoorParts,
  name: string,
  caller: Caller,
  input: unknown,
  refusal: Refusal,
  requestId: string,
): Promise<void> {
  if (caller.kind !== 'person') return
  const named = Object.entries(ids.safeParse(input).data ?? {}).filter(
    ([key, value]) => key.endsWith('Id') && typeof value === 'string',
  )
  const details = { route: name, ...Object.fromEntries(named.map(([k, v]) => [k, String(v)])) }
  const [key, id] = named[0] ?? ['personId', caller.personId]
  const entry: EntryDraft = {
    action: 'attempt.refused',
    object: { kind: String(key).slice(0, -2), id: String(id) },
    details,
    clauses: refusal.clauses,
  }
  const { councilId } = caller
  await inTransaction(parts.pool, councilId, false, async (db) => {
    await parts.append(db, { councilId, caller, now: parts.clock.now(), requestId }, [entry])
    return { result: undefined, keep: true }
  })
  parts.committed?.(councilId, [entry])
}
