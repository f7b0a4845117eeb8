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

/** What the table takes. */
const fits = (text: string) => Buffer.byteLength(text) <= 65_536

/**
 * An entry's text: canonical JSON (RFC 8785), so that one entry has one text and one hash. However
 * much there is to tell of a change, its record must not keep it from being made: lists are cut
 * until it fits, and say so.
 */
export function composeEntry(at: Circumstances, draft: EntryDraft, id: string): string {
  const whole = textOf(at, draft, id)
  if (fits(whole)) return whole
  for (const most of [500, 50, 5]) {
    const text = textOf(at, { ...draft, details: cut(draft.details ?? {}, most) }, id)
    if (fits(text)) return text
  }
  return textOf(at, { ...draft, details: { tooMuchToTell: true }, clauses: [] }, id)
}

function textOf(at: Circumstances, draft: EntryDraft, id: string): string {
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

/** The first of each list and of each group of fields, and how many more there were. */
function cut<Value extends Json>(value: Value, most: number): Value
function cut(value: Json, most: number): Json {
  if (value === null || typeof value !== 'object') return value
  if (isList(value)) {
    const first = value.slice(0, most).map((each) => cut(each, most))
    return value.length > most ? [...first, `… and ${value.length - most} more`] : first
  }
  const fields = Object.entries(value)
  const first = fields.slice(0, most).map(([key, each]) => [key, cut(each, most)] as const)
  const rest = fields.length - first.length
  return Object.fromEntries(rest > 0 ? [...first, ['…', `and ${rest} more`]] : first)
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
  // JSON has no word for a number that is none.
  if (typeof value === 'number' && !Number.isFinite(value)) return null
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
