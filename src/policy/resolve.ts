import type { Json } from '../platform/action.ts'
import type { ClauseId } from './verdict.ts'

/** One word on a setting: which pack (or the council), what it says, under which clauses. */
export interface PackWord {
  readonly pack: string
  readonly value: Json
  readonly clauses: readonly ClauseId[]
}

/** A setting as it stands for a council, with what decided it. */
export interface Decided {
  readonly key: string
  /** null while nobody has decided. */
  readonly value: Json
  readonly state:
    | 'by-pack'
    | 'by-stricter'
    | 'added-up'
    | 'by-council'
    | 'strictest-until-answered'
    | 'must-choose'
    | 'unset'
  /** The bound packs that speak on it, agreeing or not. */
  readonly words: readonly PackWord[]
  /** The words that the value rests on. */
  readonly decidedBy: readonly PackWord[]
  readonly chosen: {
    readonly reason: string
    readonly by: string
    readonly at: Temporal.Instant
  } | null
}
