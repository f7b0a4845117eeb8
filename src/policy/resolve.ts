import type { Json } from '../platform/action.ts'
import { isBelowFloor, type Setting, strictness } from './settings.ts'
import type { ClauseId } from './verdict.ts'

/** One pack's word on a setting: what it says, under which clauses. */
export interface PackWord {
  readonly pack: string
  readonly value: Json
  readonly clauses: readonly ClauseId[]
}

/** The council's own word, which stands above its packs and below the floor. */
export interface Choice {
  readonly value: Json
  readonly reason: string
  readonly by: string
  readonly at: Temporal.Instant
}

export type State =
  | 'by-pack'
  | 'by-stricter'
  | 'added-up'
  | 'by-council'
  | 'by-floor'
  | 'strictest-until-answered'
  | 'must-choose'
  | 'unset'

/** A setting as it stands for a council, with what decided it. */
export interface Decided {
  readonly key: string
  /** null while nobody has decided. */
  readonly value: Json
  readonly state: State
  /** The bound packs that speak on it, agreeing or not. */
  readonly words: readonly PackWord[]
  /** The words that the value rests on; where the council must choose, those that disagree. */
  readonly decidedBy: readonly PackWord[]
  readonly choice: Choice | null
}

/** The words of the bound packs and of the council become one value, by the rules of the decision record. */
export function resolve(
  setting: Setting,
  boundPacks: readonly string[],
  choice: Choice | null,
): Decided {
  const words = setting.defaults.filter(({ pack }) => boundPacks.includes(pack))
  const about = { key: setting.key, words, choice }
  const settled = choice ? ofCouncil(setting, choice, words) : ofPacks(setting, words)
  const atLeast = setting.floor?.atLeast
  if (atLeast !== undefined && settled.value !== null && isBelowFloor(setting, settled.value))
    return { ...about, value: atLeast, state: 'by-floor', decidedBy: [] }
  return { ...about, ...settled }
}

type Settled = Pick<Decided, 'value' | 'state' | 'decidedBy'>

function ofCouncil(setting: Setting, choice: Choice, words: readonly PackWord[]): Settled {
  return {
    value: choice.value,
    state: 'by-council',
    decidedBy: words.filter(({ value }) => same(setting, value, choice.value)),
  }
}

function ofPacks(setting: Setting, words: readonly PackWord[]): Settled {
  const [first, ...others] = words
  if (!first) return silent(setting)
  if (others.every(({ value }) => same(setting, value, first.value)))
    return { value: first.value, state: 'by-pack', decidedBy: words }
  switch (setting.order) {
    case 'add-up':
      return { value: addedUp(words), state: 'added-up', decidedBy: words }
    case 'strictest-first':
      return strictestOf(words, (value) => strictness(setting, value))
    case 'shorter':
      return strictestOf(words, Number)
    case 'longer':
      return longestOf(words)
    case 'none':
      return { value: null, state: 'must-choose', decidedBy: words }
  }
}

/** Nobody answered: an ordered question holds its strictest option, any other stays unset. */
function silent(setting: Setting): Settled {
  const strictest = setting.order === 'strictest-first' ? setting.options[0]?.value : undefined
  return strictest === undefined
    ? { value: null, state: 'unset', decidedBy: [] }
    : { value: strictest, state: 'strictest-until-answered', decidedBy: [] }
}

function strictestOf(words: readonly PackWord[], place: (value: Json) => number): Settled {
  const strictest = Math.min(...words.map(({ value }) => place(value)))
  const decidedBy = words.filter(({ value }) => place(value) === strictest)
  return { value: decidedBy[0]?.value ?? null, state: 'by-stricter', decidedBy }
}

/** A list that holds all the others is stricter than they are; lists side by side are not in an order. */
function longestOf(words: readonly PackWord[]): Settled {
  const decidedBy = words.filter(({ value }) =>
    words.every((other) => listOf(other.value).every((item) => listOf(value).includes(item))),
  )
  return decidedBy[0]
    ? { value: decidedBy[0].value, state: 'by-stricter', decidedBy }
    : { value: null, state: 'must-choose', decidedBy: words }
}

function addedUp(words: readonly PackWord[]): Json {
  if (words.every(({ value }) => Array.isArray(value)))
    return [...new Set(words.flatMap(({ value }) => listOf(value)))]
  const joined = new Map<string, Json[]>()
  for (const { value } of words)
    for (const [name, items] of Object.entries(value ?? {}))
      joined.set(name, [...new Set([...(joined.get(name) ?? []), ...listOf(items)])])
  return Object.fromEntries(joined)
}

function listOf(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value : []
}

/** A set has no order; a chain of roles has one. */
function same(setting: Setting, a: Json, b: Json): boolean {
  const written = (value: Json) =>
    JSON.stringify(setting.kind === 'set' ? [...listOf(value)].sort() : value)
  return written(a) === written(b)
}
