import type { z } from 'zod'
import type { CouncilPolicy } from './council-policy.ts'
import type { Action, CouncilFacts, FactsOf } from './facts.ts'
import type { ClauseId, Mark, NextStep } from './verdict.ts'

/** The names in braces of a template: '{channel} is paused.' gives 'channel'. */
type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never

/**
 * A sentence that the control can say. It is a whole sentence, kept as data with its placeholders,
 * because another language orders its words differently.
 */
export interface Message {
  readonly says: string
  /** The clauses that ask for it: those of the bound packs are cited. */
  readonly clauses: readonly ClauseId[]
  /** The rule of the house that is cited where no bound pack has such a clause. */
  readonly rule: `crier:${string}`
  /** The setting behind it; what decided the setting is cited and shown. */
  readonly setting?: string
  readonly next: NextStep | null
}

type Messages = Readonly<Record<string, Message>>

/** What a control says about the facts: one of its messages (K) with the values (V) it names. */
export interface Finding<K extends string = string, V extends string = string> {
  readonly outcome: 'refused' | 'needs' | 'note'
  readonly message: K
  readonly values: Readonly<Record<V, string>>
  readonly mark?: Mark
  /** Of a setting whose packs add up: the option behind this finding, to cite only its packs. */
  readonly option?: string
}

type FindingOf<M extends Messages> = {
  readonly [K in keyof M & string]: Finding<K, Placeholders<M[K]['says']>>
}[keyof M & string]

/** What a control looks at: the action with the facts that this action brings. */
type Occasion<A extends Action> = {
  [K in A]: { readonly action: K; readonly facts: FactsOf[K]; readonly council: CouncilFacts }
}[A]

type Parameters<P extends z.ZodObject> = z.output<P> & {}

interface Definition<A extends Action, P extends z.ZodObject, M extends Messages> {
  readonly id: string
  /**
   * floor: holds for every council. asked: holds where a bound pack has a clause for it or one of
   * its settings has a value.
   */
  readonly basis: 'floor' | 'asked'
  readonly speaksOn: readonly A[]
  /** Keys are keys of settings; null stands for a setting that nobody has decided. */
  readonly parameters: P
  readonly messages: M
  /** Pure: the same facts give the same findings. */
  findings(
    occasion: Occasion<A>,
    parameters: Parameters<P>,
    mustChoose: ReadonlySet<string>,
  ): readonly FindingOf<M>[]
}

/** One rule of the software, as judge() and the policy page see it. */
export interface Control {
  readonly id: string
  readonly basis: 'floor' | 'asked'
  readonly speaksOn: readonly Action[]
  readonly settings: readonly string[]
  readonly messages: Messages
  findings<A extends Action>(
    action: A,
    facts: FactsOf[A],
    policy: CouncilPolicy,
  ): readonly Finding[]
}

/** Declares a control; one in each file of controls/. */
export function control<const A extends Action, P extends z.ZodObject, const M extends Messages>(
  definition: Definition<A, P, M>,
): Control {
  const settings = Object.keys(definition.parameters.shape)
  const speaksOn: readonly Action[] = definition.speaksOn
  return {
    id: definition.id,
    basis: definition.basis,
    speaksOn,
    settings,
    messages: definition.messages,
    findings(action, facts, policy) {
      if (!speaksOn.includes(action)) return []
      const decided = settings.map((key) => [key, policy.settings.get(key)] as const)
      const parameters = definition.parameters.parse(
        Object.fromEntries(decided.map(([key, setting]) => [key, setting?.value ?? null])),
      )
      const mustChoose = new Set(
        decided.flatMap(([key, setting]) => (setting?.state === 'must-choose' ? [key] : [])),
      )
      // The line above made sure that this action, and so these facts, are among the control's own.
      const occasion = { action, facts, council: policy.council } as unknown as Occasion<A>
      return definition.findings(occasion, parameters, mustChoose)
    },
  }
}
