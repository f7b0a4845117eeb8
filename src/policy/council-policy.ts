import type { CouncilFacts } from './facts.ts'
import { packs } from './packs.ts'
import { type Choice, type Decided, resolve } from './resolve.ts'
import { settings } from './settings.ts'

/** What a council is bound by at one moment: its packs, the settings they and it decided, its contacts. */
export interface CouncilPolicy {
  readonly bound: readonly { readonly pack: string; readonly version: number }[]
  readonly settings: ReadonlyMap<string, Decided>
  readonly council: CouncilFacts
}

/** Nothing said yet: no domain, no published contact detail. */
export const noContacts: CouncilFacts = {
  mailDomains: [],
  serviceMailboxes: [],
  emails: [],
  phones: [],
  addresses: [],
}

/** Packs that this version of Crier does not know bind nobody; the shipped version is the one that holds. */
export function councilPolicy(
  boundPacks: readonly string[],
  choices: ReadonlyMap<string, Choice> = new Map(),
  council: CouncilFacts = noContacts,
): CouncilPolicy {
  const bound = packs
    .filter(({ id }) => boundPacks.includes(id))
    .map(({ id, version }) => ({ pack: id, version }))
  const names = bound.map(({ pack }) => pack)
  return {
    bound,
    settings: new Map(
      settings.map((setting) => [
        setting.key,
        resolve(setting, names, choices.get(setting.key) ?? null),
      ]),
    ),
    council,
  }
}

/** What the council still has to answer: set-up asks, and the policy page shows it. */
export function openQuestions(policy: CouncilPolicy): Decided[] {
  return [...policy.settings.values()].filter(({ state }) =>
    ['strictest-until-answered', 'must-choose', 'unset'].includes(state),
  )
}
