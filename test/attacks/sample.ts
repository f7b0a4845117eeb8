/** As much of JSON Schema as the contracts use. */
export interface Schema {
  readonly type?: string | readonly string[]
  readonly const?: unknown
  readonly enum?: readonly unknown[]
  readonly format?: string
  readonly pattern?: string
  readonly minLength?: number
  readonly minItems?: number
  readonly minimum?: number
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly anyOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly allOf?: readonly Schema[]
}

/** Values to use for fields of a name: real ids of the things under attack. */
export type Known = Readonly<Record<string, unknown>>

/** A value that fits a schema, so that a request is refused for who asks and not for its form. */
export function sampleOf(schema: Schema, known: Known, name = ''): unknown {
  if (name in known) return known[name]
  const choice = schema.anyOf?.[0] ?? schema.oneOf?.[0] ?? schema.allOf?.[0]
  if (choice !== undefined) return sampleOf(choice, known, name)
  if (schema.const !== undefined) return schema.const
  if (schema.enum !== undefined) return schema.enum[0]
  const type = typeof schema.type === 'string' ? schema.type : schema.type?.[0]
  switch (type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(([key]) => schema.required?.includes(key) || key in known)
          .map(([key, each]) => [key, sampleOf(each, known, key)]),
      )
    case 'array':
      return Array.from({ length: schema.minItems ?? 0 }, () =>
        sampleOf(schema.items ?? {}, known, name),
      )
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1)
    case 'boolean':
      return true
    case 'null':
      return null
    default:
      return sampleText(schema)
  }
}

function sampleText({ format, minLength = 1 }: Schema): string {
  if (format === 'uuid') return '01a00000-0000-7000-8000-000000000000'
  if (format === 'email') return 'somebody@brackenshire.example'
  if (format === 'date-time') return '2026-11-24T09:00:00Z'
  if (format === 'date') return '2026-11-24'
  if (format === 'uri') return 'https://brackenshire.example'
  return 'a reason that is long enough'.slice(0, Math.max(minLength, 28)).padEnd(minLength, '.')
}
