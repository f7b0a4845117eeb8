import { z } from 'zod'
import catalogue from './packs/controls.json' with { type: 'json' }
import councillors from './packs/councillors.json' with { type: 'json' }
import crier from './packs/crier.json' with { type: 'json' }
import dacorum from './packs/dacorum.json' with { type: 'json' }
import eastHerts from './packs/east-herts.json' with { type: 'json' }
import hrPolicy from './packs/hr-policy.json' with { type: 'json' }
import stHelens from './packs/st-helens.json' with { type: 'json' }
import type { ClauseId } from './verdict.ts'

const clauseShape = z.strictObject({
  ref: z.string().regex(/^[\w.-]+$/),
  title: z.string(),
  summary: z.string(),
  who: z.array(z.string()).min(1),
  /** enforce: a rule the software holds; assist, inform, evidence: help, words, proof. */
  kind: z.enum(['enforce', 'assist', 'inform', 'evidence']),
  control: z.string(),
  effect: z.string(),
  parameters: z.record(z.string(), z.json()).optional(),
})

const packShape = z.strictObject({
  id: z.string().regex(/^[a-z-]+$/),
  name: z.string(),
  about: z.string(),
  version: z.int().positive(),
  clauses: z.array(clauseShape).min(1),
})

const catalogueShape = z.array(
  z.strictObject({ id: z.string(), title: z.string(), what: z.string() }),
)

export type Clause = z.infer<typeof clauseShape>
export type Pack = z.infer<typeof packShape>
export type CatalogueEntry = z.infer<typeof catalogueShape>[number]

/** The packs that a council can choose. */
export const packs: readonly Pack[] = z
  .array(packShape)
  .parse([eastHerts, hrPolicy, stHelens, dacorum, councillors])

/** The rules of the house, which bind every council; they read like a pack and are never chosen. */
export const housePack: Pack = packShape.parse(crier)

/** Every control that a clause of a pack names, built or not. */
export const controlCatalogue: readonly CatalogueEntry[] = catalogueShape.parse(catalogue)

const packById = new Map([...packs, housePack].map((pack) => [pack.id, pack]))
const clauseById = new Map<string, { pack: Pack; clause: Clause }>(
  [...packById.values()].flatMap((pack) =>
    pack.clauses.map((clause) => [`${pack.id}:${clause.ref}`, { pack, clause }] as const),
  ),
)
const controlsByPack = new Map(
  packs.map((pack) => [pack.id, new Set(pack.clauses.map((clause) => clause.control))]),
)

export function packCalled(id: string): Pack | undefined {
  return packById.get(id)
}

export function clauseCalled(id: string): { pack: Pack; clause: Clause } | undefined {
  return clauseById.get(id)
}

export function clauseIdOf(pack: Pack, clause: Clause): ClauseId {
  return `${pack.id}:${clause.ref}`
}

export function hasClauseFor(bound: readonly string[], control: string): boolean {
  return bound.some((pack) => controlsByPack.get(pack)?.has(control) ?? false)
}
