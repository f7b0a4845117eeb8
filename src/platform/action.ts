import type { Caller } from './caller.ts'
import type { InputOf, ReplyOf, Shape } from './contract.ts'
import type { Reader, Writer } from './database.ts'

export type Json =
  | string
  | number
  | boolean
  | null
  | readonly Json[]
  | { readonly [key: string]: Json }
export type JsonObject = { readonly [key: string]: Json }

/** What the ledger is told of a change. Ids and facts only: the ledger cannot be erased. */
export interface EntryDraft {
  /** Past tense, dotted: `post.approved`. */
  readonly action: string
  readonly object: { readonly kind: string; readonly id: string }
  readonly details?: JsonObject
  readonly clauses?: readonly string[]
}

/** Who may do it. `says` is the sentence on the API page; `check` throws a Refusal. */
export interface Permission<in Input> {
  readonly says: string
  check(at: { db: Reader; caller: Caller }, input: Input): void | Promise<void>
}

declare const outcome: unique symbol

/** Made only by `done` and `unchanged`, so that no command can forget its entry. */
export type Outcome<Reply> =
  | { readonly [outcome]?: 'done'; reply: Reply; entries: readonly [EntryDraft, ...EntryDraft[]] }
  | { readonly [outcome]?: 'unchanged'; reply: Reply; entries: null }

export function done<Reply>(
  reply: Reply,
  entry: EntryDraft,
  ...more: EntryDraft[]
): Outcome<Reply> {
  return { reply, entries: [entry, ...more] }
}

/** Nothing changed, so nothing is recorded: the transaction is rolled back, whatever it did. */
export function unchanged<Reply>(reply: Reply): Outcome<Reply> {
  return { reply, entries: null }
}

export interface At<Db> {
  readonly db: Db
  readonly caller: Caller
  readonly now: Temporal.Instant
}

export interface Command<S extends Shape = Shape> {
  readonly kind: 'command'
  readonly shape: S
  readonly may: Permission<InputOf<S>>
  do(at: At<Writer>, input: InputOf<S>): Promise<Outcome<ReplyOf<S>>>
}

export interface Query<S extends Shape = Shape> {
  readonly kind: 'query'
  readonly shape: S
  readonly may: Permission<InputOf<S>>
  do(at: At<Reader>, input: InputOf<S>): Promise<ReplyOf<S>>
}

export type Action<S extends Shape = Shape> = Command<S> | Query<S>

/** A change: gets a writer, must return a ledger entry. */
export function command<S extends Shape>(definition: Omit<Command<S>, 'kind'>): Command<S> {
  return { kind: 'command', ...definition }
}

/** A question: gets a reader, runs in a READ ONLY transaction. */
export function query<S extends Shape>(definition: Omit<Query<S>, 'kind'>): Query<S> {
  return { kind: 'query', ...definition }
}
