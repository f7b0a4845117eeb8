import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { ApiError, invalid } from './failing.ts'

/** Clients send JSON, forms and multipart to any address, and lists as `name[]`. All become one. */
export interface UploadedFile {
  readonly bytes: Uint8Array
  readonly type: string
}

type Nested = { [key: string]: unknown }

export function readBodies(app: FastifyInstance, mostBytes: number): void {
  app.removeAllContentTypeParsers()
  const whole = { parseAs: 'buffer', bodyLimit: mostBytes } as const
  app.addContentTypeParser<Buffer>(
    /^application\/json/,
    whole,
    async (_request: FastifyRequest, body: Buffer) => {
      if (body.length === 0) return {}
      try {
        return JSON.parse(body.toString('utf8'))
      } catch {
        throw new ApiError(400, 'Error occurred while parsing request parameters')
      }
    },
  )
  app.addContentTypeParser<Buffer>(
    /^application\/x-www-form-urlencoded/,
    whole,
    async (_request: FastifyRequest, body: Buffer) =>
      nest(new URLSearchParams(body.toString('utf8'))),
  )
  app.addContentTypeParser<Buffer>(
    /^multipart\/form-data/,
    whole,
    async (request: FastifyRequest, body: Buffer) =>
      nest(await formOf(body, request.headers['content-type'] ?? '')),
  )
  // A POST without a body still names a type with some clients.
  app.addContentTypeParser<Buffer>('*', whole, async (_request: FastifyRequest, body: Buffer) => {
    if (body.length === 0) return {}
    throw new ApiError(415, 'This type of request is not understood')
  })
}

async function formOf(body: Buffer, type: string): Promise<[string, unknown][]> {
  const form = new Response(new Uint8Array(body), { headers: { 'content-type': type } }).formData()
  const entries: [string, unknown][] = []
  const parsed = await form.catch(() => {
    throw new ApiError(400, 'Error occurred while parsing request parameters')
  })
  for (const [name, value] of parsed)
    entries.push([
      name,
      typeof value === 'string' ? value : { bytes: await value.bytes(), type: value.type },
    ])
  return entries
}

const path = /^([^[\]]+)((?:\[[^[\]]*\]){0,3})$/

/** `a=1&b[]=2&c[][id]=3` as { a, b: [2], c: [{ id }] }, as Rails reads it. */
export function nest(entries: Iterable<[string, unknown]>): Nested {
  const result: Nested = Object.create(null)
  for (const [name, value] of entries) {
    const found = path.exec(name)
    if (found === null) continue
    const keys = [...(found[2] ?? '').matchAll(/\[([^[\]]*)\]/g)].map((match) => match[1] ?? '')
    put(result, found[1] ?? '', keys, value)
  }
  return result
}

function put(into: Nested, name: string, keys: readonly string[], value: unknown): void {
  const [key, inner] = keys
  if (key === undefined) {
    into[name] = value
    return
  }
  if (key !== '' && !/^\d+$/.test(key)) {
    const child = into[name]
    const next: Nested = isNested(child) ? child : Object.create(null)
    into[name] = next
    put(next, key, keys.slice(1), value)
    return
  }
  const before = into[name]
  const list: unknown[] = Array.isArray(before) ? before : []
  into[name] = list
  if (list.length > 100) return
  if (inner === undefined) {
    list.push(value)
    return
  }
  // A new element begins where a key comes again, or where its number changes.
  const last = list.at(-1)
  const same = isNested(last) && !(inner in last)
  const element: Nested = same ? last : Object.create(null)
  if (!same) list.push(element)
  put(element, inner, keys.slice(2), value)
}

function isNested(value: unknown): value is Nested {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Body and query together, checked. */
export function parametersOf<Shape extends z.ZodType>(
  request: FastifyRequest,
  shape: Shape,
): z.output<Shape> {
  const [, query = ''] = request.url.split('?', 2)
  const body = isNested(request.body) ? request.body : {}
  const parsed = shape.safeParse({ ...nest(new URLSearchParams(query)), ...body })
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw invalid(`${issue?.path.join('.') || 'the request'} is invalid`)
}

// Forms know only text; null in JSON means "not given".
const gone = (value: unknown) => (value === null ? undefined : value)
// PostgreSQL cannot store a null character, and no text has need of one.
const noNull = (text: string) => !text.includes('\0')

export const text = z.preprocess(gone, z.string().refine(noNull).optional())
export const flag = z.preprocess(
  (value) => (typeof value === 'string' ? /^(true|1|on|yes)$/i.test(value) : gone(value)),
  z.boolean().optional(),
)
export const id = z
  .union([z.string(), z.number().int().nonnegative()])
  .transform(String)
  .refine((value) => isId(value))
export const optionalId = z.preprocess(
  (value) => (value === '' ? undefined : gone(value)),
  id.optional(),
)
export const ids = z.preprocess(
  (value) => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.union([z.string(), z.number()]).transform(String)).max(100),
)
export const words = z.preprocess(
  (value) => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]),
  z.array(z.string()).max(100),
)

/** Ids are numbers written as text; a bigint column holds no more than this. */
export function isId(value: string): boolean {
  return /^\d{1,19}$/.test(value) && BigInt(value) < 2n ** 63n
}
