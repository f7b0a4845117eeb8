import type { z } from 'zod'
import type { Caller } from '../platform/caller.ts'
import type { policyContract } from './contract.ts'
import { controls } from './controls/all.ts'
import { type CouncilPolicy, openQuestions } from './council-policy.ts'
import { applies } from './judge.ts'
import { type Clause, clauseIdOf, controlCatalogue, housePack, type Pack, packs } from './packs.ts'
import type { Decided, PackWord } from './resolve.ts'
import { settingCalled } from './settings.ts'

type PolicyView = z.output<(typeof policyContract)['GET /policy']['reply']>
type ClauseView = PolicyView['clauses'][number]
type SettingView = PolicyView['settings'][number]
type May = PolicyView['may']

const built = new Map(controls.map((control) => [control.id, control]))
const titles = new Map(controlCatalogue.map(({ id, title }) => [id, title]))

/** Who keeps the policy; the actions themselves enforce the same list. */
export const policyKeepers = ['administrator', 'communications'] as const

export function mayOf(caller: Caller): May {
  const keeps =
    caller.kind === 'person' &&
    !caller.roles.includes('auditor') &&
    policyKeepers.some((role) => caller.roles.includes(role))
  return keeps ? ['choose-packs', 'change-setting', 'set-contact-details'] : []
}

export function viewOf(policy: CouncilPolicy, caller: Caller): PolicyView {
  const bound = new Set(policy.bound.map(({ pack }) => pack))
  const binding = [...packs.filter(({ id }) => bound.has(id)), housePack]
  const clauses = binding.flatMap((pack) =>
    pack.clauses.map((clause) => clauseView(policy, pack, clause)),
  )
  return {
    packs: packs.map(({ clauses, ...pack }) => ({
      ...pack,
      clauses: clauses.length,
      bound: bound.has(pack.id),
    })),
    clauses,
    controls: controlsView(policy, clauses),
    settings: [...policy.settings.values()].map(settingView),
    openQuestions: openQuestions(policy).map(({ key }) => key),
    contacts: contactsView(policy),
    may: mayOf(caller),
  }
}

/** Controls that are not built yet are shown as such, with the clauses that wait for them. */
function controlsView(policy: CouncilPolicy, clauses: readonly ClauseView[]) {
  const byControl = Map.groupBy(clauses, ({ control }) => control.id)
  return controlCatalogue.map(({ id, title, what }) => {
    const control = built.get(id)
    return {
      id,
      title,
      what,
      built: control !== undefined,
      applies: control !== undefined && applies(control, policy),
      clauses: (byControl.get(id) ?? []).map((clause) => clause.id),
    }
  })
}

export function clauseView(policy: CouncilPolicy, pack: Pack, clause: Clause): ClauseView {
  const { ref, title, summary, who, kind, effect, control } = clause
  return {
    id: clauseIdOf(pack, clause),
    pack: pack.id,
    packName: pack.name,
    ref,
    title,
    summary,
    who,
    kind,
    effect,
    control: { id: control, title: titles.get(control) ?? control, built: built.has(control) },
    bound: pack === housePack || policy.bound.some((binding) => binding.pack === pack.id),
  }
}

export function settingView(decided: Decided): SettingView {
  const setting = settingCalled(decided.key)
  if (!setting) throw new Error(`There is no setting ${decided.key}.`)
  const { key, question, kind, order, options, floor } = setting
  const { state, choice } = decided
  return {
    key,
    question,
    kind,
    order,
    options,
    floor: floor?.says ?? null,
    value: jsonOf(decided.value),
    state,
    words: decided.words.map(wordView),
    decidedBy: decided.decidedBy.map(wordView),
    choice: choice && { ...choice, value: jsonOf(choice.value), at: choice.at.toString() },
    controls: controls.filter(({ settings }) => settings.includes(key)).map(({ id }) => id),
  }
}

function wordView({ pack, value, clauses }: PackWord) {
  return { pack, value: jsonOf(value), clauses: [...clauses] }
}

type OurJson = Decided['value']

/** The same JSON in the contract's words: only the readonly marks differ. */
export function jsonOf(value: OurJson): SettingView['value'] {
  return value as SettingView['value']
}

export function contactsView(policy: CouncilPolicy): PolicyView['contacts'] {
  const { mailDomains, serviceMailboxes, emails, phones, addresses } = policy.council
  return {
    mailDomains: [...mailDomains],
    serviceMailboxes: [...serviceMailboxes],
    emails: [...emails],
    phones: [...phones],
    addresses: [...addresses],
  }
}
