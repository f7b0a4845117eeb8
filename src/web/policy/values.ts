import type { Reply } from '../contracts.ts'

export type Policy = Reply<'GET /policy'>
export type Setting = Policy['settings'][number]
export type Clause = Policy['clauses'][number]
type Json = Setting['value']

/** What a value means, in words. */
export function said(setting: Pick<Setting, 'kind' | 'options'>, value: Json): string {
  const word = (each: unknown) =>
    setting.options.find((option) => option.value === each)?.says ??
    String(each).replaceAll('-', ' ')
  if (value === null) return 'Nobody has decided.'
  if (Array.isArray(value)) return value.length === 0 ? 'None.' : value.map(word).join('; ')
  if (setting.kind === 'months') return value === 1 ? '1 month' : `${String(value)} months`
  if (typeof value === 'object') return routeLines(value).join('; ')
  return word(value)
}

/** Routes as lines that can be edited: "safeguarding: safeguarding-lead, police". */
export function routeLines(value: Json): string[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return []
  return Object.entries(value).map(
    ([concern, to]) => `${concern}: ${Array.isArray(to) ? to.join(', ') : String(to)}`,
  )
}

export function routesFrom(lines: string): Record<string, string[]> {
  const pairs = lines
    .split('\n')
    .map((line) => line.split(/:(.*)/s))
    .filter(([concern = '']) => concern.trim() !== '')
  return Object.fromEntries(
    pairs.map(([concern = '', to = '']) => [
      concern.trim(),
      to
        .split(',')
        .map((each) => each.trim())
        .filter(Boolean),
    ]),
  )
}

/** How it came to be so. */
export const states: Record<Setting['state'], string> = {
  'by-pack': 'A pack decides it.',
  'by-stricter': 'The packs differ, and the stricter one holds.',
  'added-up': 'What the packs ask for adds up.',
  'by-council': 'The council has chosen it.',
  'by-floor': 'No choice may go below this.',
  'strictest-until-answered': 'The packs differ. The strictest holds until the council answers.',
  'must-choose': 'The council has to choose: nothing else can decide it.',
  unset: 'No pack speaks of it.',
}

export const clauseKinds: Record<Clause['kind'], string> = {
  enforce: 'Crier makes sure of it',
  assist: 'Crier helps with it',
  inform: 'Crier shows it',
  evidence: 'Crier keeps the evidence',
}
