import type { Control, Finding, Message } from './control.ts'
import { controls } from './controls/all.ts'
import type { CouncilPolicy } from './council-policy.ts'
import type { Action, FactsOf } from './facts.ts'
import { hasClauseFor } from './packs.ts'
import type { Decided, State } from './resolve.ts'
import type { ClauseId, DecidingSetting, Mark, Reason, Verdict } from './verdict.ts'

/** The gate: every control that speaks on the action looks at the facts, and none hides another. */
export function judge<A extends Action>(
  action: A,
  facts: FactsOf[A],
  policy: CouncilPolicy,
  among: readonly Control[] = controls,
): Verdict {
  const looking = among.filter(
    (control) => control.speaksOn.includes(action) && applies(control, policy),
  )
  const reasons = looking.flatMap((control) =>
    merged(control.findings(action, facts, policy)).map((finding) =>
      reasonFor(control, finding, policy),
    ),
  )
  reasons.sort((a, b) => seriousness[b.outcome] - seriousness[a.outcome])
  const outcomes = new Set(reasons.map((reason) => reason.outcome))
  return {
    action,
    outcome: outcomes.has('refused') ? 'refused' : outcomes.has('needs') ? 'needs' : 'allowed',
    reasons,
    bound: policy.bound.map(({ pack, version }) => ({ pack, version })),
    checked: looking.map((control) => control.id),
  }
}

const seriousness = { refused: 2, needs: 1, note: 0 }

/** A floor always holds; any other control where a bound pack or a decided setting asks for it. */
export function applies(control: Control, policy: CouncilPolicy): boolean {
  return (
    control.basis === 'floor' ||
    hasClauseFor(
      policy.bound.map(({ pack }) => pack),
      control.id,
    ) ||
    control.settings.some((key) => policy.settings.get(key)?.value != null)
  )
}

type Merged = Omit<Finding, 'mark'> & { readonly marks: readonly Mark[] }

/** The same sentence about several places is one reason with several marks. */
function merged(findings: readonly Finding[]): Merged[] {
  const byWords = new Map<string, Merged>()
  for (const { mark, ...finding } of findings) {
    const words = JSON.stringify(finding)
    const marks = [...(byWords.get(words)?.marks ?? []), ...(mark ? [mark] : [])]
    byWords.set(words, { ...finding, marks })
  }
  return [...byWords.values()]
}

function reasonFor(control: Control, finding: Merged, policy: CouncilPolicy): Reason {
  const message = control.messages[finding.message]
  if (!message) throw new Error(`${control.id} has no message ${finding.message}`)
  const setting = message.setting === undefined ? undefined : policy.settings.get(message.setting)
  return {
    control: control.id,
    outcome: finding.outcome,
    message: `${control.id}.${finding.message}`,
    values: { ...finding.values },
    sentence: fill(message.says, finding.values),
    clauses: cited(message, setting, finding.option, policy),
    marks: [...finding.marks],
    next: message.next,
    setting: setting ? shown(setting) : null,
  }
}

/** One pass, so that a value that looks like a placeholder stays what it is. */
export function fill(template: string, values: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  )
}

/**
 * Every reason has a clause: what decided the setting and the bound packs' own clauses first; then
 * the council's own choice; and where no bound pack speaks, the rule of the house.
 */
function cited(
  message: Message,
  setting: Decided | undefined,
  option: string | undefined,
  policy: CouncilPolicy,
): Reason['clauses'] {
  const bound = new Set(policy.bound.map(({ pack }) => pack))
  const ofPacks = message.clauses.filter((clause) =>
    bound.has(clause.slice(0, clause.indexOf(':'))),
  )
  const ofSetting = (setting?.decidedBy ?? [])
    .filter(({ value }) => option === undefined || (Array.isArray(value) && value.includes(option)))
    .flatMap(({ clauses }) => clauses)
  const ofState = setting && ofSetting.length === 0 ? houseClauses[setting.state] : []
  const [first = message.rule, ...more] = new Set([...ofSetting, ...ofPacks, ...ofState])
  return [first, ...more]
}

function shown(setting: Decided): DecidingSetting {
  return {
    key: setting.key,
    // Settings are JSON that came from JSON; only the readonly marks differ.
    value: setting.value as DecidingSetting['value'],
    decidedBy: wordFor[setting.state],
    packs: [...new Set(setting.decidedBy.map(({ pack }) => pack))],
  }
}

/** What stands behind a setting that no pack decided. */
const houseClauses: Readonly<Record<State, readonly ClauseId[]>> = {
  'by-pack': [],
  'by-stricter': [],
  'added-up': [],
  'by-council': ['crier:council-choice'],
  'by-floor': ['crier:floor'],
  'strictest-until-answered': ['crier:strictest-until-answered'],
  'must-choose': ['crier:council-must-choose'],
  unset: [],
}

const wordFor = {
  'by-pack': 'pack',
  'by-stricter': 'packs',
  'added-up': 'packs',
  'by-council': 'council',
  'by-floor': 'floor',
  'strictest-until-answered': 'strictest-until-answered',
  'must-choose': 'nobody-yet',
  unset: 'nobody-yet',
} as const
