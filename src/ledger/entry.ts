import canonicalize from 'canonicalize'
import { z } from 'zod'
import type { EntryDraft, Json } from '../platform/action.ts'
import type { Caller } from '../platform/caller.ts'

/** Under what a change was made: what the runner knows of it. */
export interface Circumstances {
  readonly councilId: string
  readonly caller: Caller
  readonly now: Temporal.Instant
  readonly requestId: string
}

/** An entry's text: canonical JSON (RFC 8785), so that one entry has one text and one hash. */
export function composeEntry(at: Circumstances, draft: EntryDraft, id: string): string {
  const text = canonicalize({
    v: 1,
    id,
    council: at.councilId,
    at: at.now.toString({ smallestUnit: 'millisecond' }),
    actor: actorOf(at.caller),
    action: draft.action,
    object: { kind: fit(draft.object.kind), id: fit(draft.object.id) },
    details: fit(draft.details ?? {}),
    clauses: fit(draft.clauses ?? []),
    request: fit(at.requestId),
  })
  if (text === undefined) throw new Error('An entry has no text.')
  return text
}

/** Roles are kept as they were: they may be others by the time somebody reads the entry. */
function actorOf(caller: Caller) {
  if (caller.kind === 'person')
    return { kind: 'person', id: caller.personId, roles: [...caller.roles] }
  if (caller.kind === 'system') return { kind: 'system', id: caller.name }
  return { kind: 'nobody', id: 'nobody' }
}

const longest = 500

/**
 * RFC 8785 and PostgreSQL hold neither half a character nor a zero character, and an index no
 * endless one. What somebody sends must never keep its own record from being written.
 */
function fit(value: Json): Json {
  if (typeof value === 'string') {
    const short = value.length > longest ? `${value.slice(0, longest)}…` : value
    return short.toWellFormed().replaceAll('\0', '\ufffd')
  }
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) return value.map(fit)
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [fit(key), fit(each)]))
}

const isList = (value: object): value is readonly Json[] => Array.isArray(value)

export const entryShape = z.object({
  v: z.literal(1),
  id: z.uuid(),
  council: z.uuid(),
  at: z.iso.datetime(),
  actor: z.object({
    kind: z.enum(['person', 'system', 'nobody']),
    id: z.string(),
    roles: z.array(z.string()).optional(),
  }),
  action: z.string(),
  object: z.object({ kind: z.string(), id: z.string() }),
  details: z.record(z.string(), z.json()),
  clauses: z.array(z.string()),
  request: z.string(),
})

export type Entry = z.output<typeof entryShape>

export const readEntry = (body: string): Entry => entryShape.parse(JSON.parse(body))
