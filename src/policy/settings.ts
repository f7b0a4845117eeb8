import { z } from 'zod'
import settingsData from './packs/settings.json' with { type: 'json' }

const clauseId = z.templateLiteral([z.string(), ':', z.string()])

const settingShape = z.strictObject({
  key: z.string().regex(/^[a-zA-Z]+(\.[a-zA-Z]+)+$/),
  /** one option; a set of options; an ordered list of roles; months; roles for each kind of concern. */
  kind: z.enum(['one', 'set', 'roles', 'months', 'routes']),
  /** How the words of several packs become one (resolve.ts). */
  order: z.enum(['strictest-first', 'shorter', 'longer', 'add-up', 'none']),
  question: z.string(),
  options: z.array(z.strictObject({ value: z.string(), says: z.string() })),
  defaults: z.array(
    z.strictObject({ pack: z.string(), value: z.json(), clauses: z.array(clauseId).min(1) }),
  ),
  /** What no choice undoes: in words, and where it can be compared, as the loosest allowed option. */
  floor: z.strictObject({ says: z.string(), atLeast: z.string().optional() }).optional(),
})

export type Setting = z.infer<typeof settingShape>

/** Every question on which packs differ. Data, so that no answer is a constant of the code. */
export const settings: readonly Setting[] = z.array(settingShape).parse(settingsData)

const byKey = new Map(settings.map((setting) => [setting.key, setting]))

export function settingCalled(key: string): Setting | undefined {
  return byKey.get(key)
}

/** Bounded, as the old and the new value both go into one ledger entry. */
const roleName = z
  .string()
  .max(60)
  .regex(/^[a-z]+(-[a-z]+)*$/)

/** What counts as a value of this setting. */
export function valueShapeOf(setting: Setting): z.ZodType<z.core.util.JSONType> {
  const values = setting.options.map(({ value }) => value)
  switch (setting.kind) {
    case 'one':
      return z.enum(values)
    case 'set':
      return withoutRepeats(z.array(z.enum(values)))
    case 'roles':
      return withoutRepeats(z.array(roleName).max(20))
    case 'months':
      return z.int().min(1).max(240)
    case 'routes':
      return z
        .record(roleName, withoutRepeats(z.array(roleName).min(1).max(10)))
        .refine((routes) => Object.keys(routes).length <= 30, 'At most thirty kinds of concern.')
  }
}

function withoutRepeats(list: z.ZodArray<z.ZodType<string>>): z.ZodType<string[]> {
  return list.refine((items) => new Set(items).size === items.length, 'Each may stand there once.')
}

/** Where an option stands, 0 being strictest; a value that is no option stands behind all. */
export function strictness(setting: Setting, value: unknown): number {
  const place = setting.options.findIndex((option) => option.value === value)
  return place === -1 ? setting.options.length : place
}

export function isBelowFloor(setting: Setting, value: unknown): boolean {
  const atLeast = setting.floor?.atLeast
  return atLeast !== undefined && strictness(setting, value) > strictness(setting, atLeast)
}
