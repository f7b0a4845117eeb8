import type { Schema } from './sample.ts'

/** What nobody should send, by what is wrong with it. */
export const hostileValues: Readonly<Record<string, unknown>> = {
  'too long': 'x'.repeat(90_000),
  'a number': 7,
  'a huge number': 1e308,
  'a list': [['deep']],
  'an object': { $ne: null, toString: 'x' },
  nothing: null,
  'half a character': '\ud83d',
  'a zero character': 'a\u0000b',
  'a script': '<script>fetch("/api/me")</script><img src=x onerror=alert(1)>',
  sql: `'; drop table people.person; --`,
  'a path': '../../../../etc/passwd',
  'text that turns around': '\u202egnp.exe\u2066',
  'a moment of no calendar': '0000-01-01T00:00:00Z',
  'an id of the other half': 'FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF',
  'nested without end': Array.from({ length: 2000 }).reduce((inside: unknown) => [inside], 'deep'),
  'thousands of things': Array.from({ length: 20_000 }, (_, at) => at),
  'a template': '{{constructor.constructor("return process")()}}',
}

export interface Hit {
  /** The field that is hit, as a path: `content.items.0.text`. */
  readonly field: string
  readonly what: string
  readonly body: unknown
}

/** The same body again and again, each time with one field spoilt in one way. */
export function spoil(schema: Schema, body: unknown): Hit[] {
  return fieldsOf(schema, body).flatMap((path) =>
    Object.entries(hostileValues).map(([what, value]) => ({
      field: path.join('.'),
      what,
      body: withValue(body, path, value),
    })),
  )
}

type Path = readonly (string | number)[]

/** Every field that the schema names, and every one inside what the body holds. */
function fieldsOf(schema: Schema, body: unknown, at: Path = []): Path[] {
  const branches = [schema, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])]
  const named = branches.flatMap((branch) =>
    Object.entries(branch.properties ?? {}).flatMap(([key, each]) => {
      const path = [...at, key]
      const inside = typeof body === 'object' && body !== null ? Reflect.get(body, key) : undefined
      return [path, ...fieldsOf(each, inside, path)]
    }),
  )
  const listed =
    Array.isArray(body) && body.length > 0 && schema.items !== undefined
      ? [[...at, 0], ...fieldsOf(schema.items, body[0], [...at, 0])]
      : []
  const unique = new Map([...named, ...listed].map((path) => [path.join('.'), path]))
  return [...unique.values()]
}

function withValue(body: unknown, [first, ...rest]: Path, value: unknown): unknown {
  if (first === undefined) return value
  if (Array.isArray(body))
    return body.map((each, index) => (index === first ? withValue(each, rest, value) : each))
  const object = typeof body === 'object' && body !== null ? body : {}
  return { ...object, [first]: withValue(Reflect.get(object, first), rest, value) }
}
