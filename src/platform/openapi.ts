import { z } from 'zod'
import type { JsonObject } from './action.ts'
import type { Contract, Shape } from './contract.ts'

interface Operation {
  readonly method: string
  /** In OpenAPI's form: `/posts/{postId}`. */
  readonly path: string
  readonly slice: string
  readonly action: Described
}

/** What the page says of one request. Every action is one. */
export interface Described {
  readonly shape: Shape
  readonly may: { readonly says: string }
}

export interface NamedTable {
  readonly slice: string
  readonly table: Readonly<Record<string, Described>>
}

/** For requests that a plugin answers ahead of the door: their contract, and who may. */
export function described(contract: Contract, says: string): NamedTable['table'] {
  return Object.fromEntries(
    Object.entries(contract).map(([name, shape]) => [name, { shape, may: { says } }]),
  )
}

function operations(tables: readonly NamedTable[]): Operation[] {
  return tables.flatMap(({ slice, table }) =>
    Object.entries(table).map(([name, action]) => {
      const [method = 'GET', path = '/'] = name.split(' ')
      const braces = path.replaceAll(/:(\w+)/g, '{$1}')
      return { method: method.toLowerCase(), path: braces, slice, action }
    }),
  )
}

/** The OpenAPI 3.1 document, made from the same contracts that the server enforces. */
export function openApi(tables: readonly NamedTable[], publicAddress: string): JsonObject {
  const paths: Record<string, Record<string, JsonObject>> = {}
  for (const operation of operations(tables)) {
    const at = paths[operation.path] ?? {}
    at[operation.method] = describe(operation)
    paths[operation.path] = at
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Crier',
      version: '1',
      description:
        'Every request that the screens use. Changes need the header "crier-request: 1". A refusal is an RFC 9457 problem with the clauses that ask for it.',
    },
    servers: [{ url: `${publicAddress}/api` }],
    paths,
    components: { schemas: { Problem: problem } },
  }
}

function describe({ method, path, slice, action }: Operation): JsonObject {
  const schema = jsonSchema(action.shape.input, 'input')
  const properties = (schema.properties ?? {}) as Record<string, JsonObject>
  const required = (schema.required ?? []) as readonly string[]
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '')
  const others = Object.entries(properties).filter(([name]) => !inPath.includes(name))
  const parameter = (place: string) => (name: string) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    schema: properties[name] ?? {},
  })
  const inQuery = method === 'get' ? others.map(([name]) => name) : []
  const hasBody = method !== 'get' && others.length > 0
  const body = {
    type: 'object',
    properties: Object.fromEntries(others),
    required: required.filter((name) => !inPath.includes(name)),
    additionalProperties: false,
  }
  return {
    summary: action.shape.summary,
    description: action.may.says,
    tags: [slice],
    parameters: [...inPath.map(parameter('path')), ...inQuery.map(parameter('query'))],
    ...(hasBody
      ? { requestBody: { required: true, content: { 'application/json': { schema: body } } } }
      : {}),
    responses: {
      '200': {
        description: 'Done.',
        content: { 'application/json': { schema: jsonSchema(action.shape.reply, 'output') } },
      },
      default: {
        description: 'Refused, with the reason.',
        content: {
          'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } },
        },
      },
    },
  }
}

function jsonSchema(schema: z.ZodType, io: 'input' | 'output'): JsonObject {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  return rest as JsonObject
}

const problem: JsonObject = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'reference'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string', description: 'A sentence fit for the person who asked.' },
    clauses: { type: 'array', items: { type: 'string' } },
    fields: { type: 'object', additionalProperties: { type: 'string' } },
    reference: { type: 'string' },
  },
}

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const inHtml = (text: string) => text.replaceAll(/[&<>"']/g, (c) => escapes[c] ?? c)

/** The same, as a page to read. No script, so that it works under the strictest policy. */
export function openApiPage(tables: readonly NamedTable[]): string {
  const sections = tables.map(({ slice, table }) => {
    const items = operations([{ slice, table }]).map(
      ({
        method,
        path,
        action,
      }) => `<details><summary><b>${method.toUpperCase()}</b> <code>${inHtml(path)}</code> ${inHtml(action.shape.summary)}</summary>
<p>${inHtml(action.may.says)}</p>
<h3>What goes in</h3><pre tabindex="0">${inHtml(JSON.stringify(jsonSchema(action.shape.input, 'input'), null, 2))}</pre>
<h3>What comes back</h3><pre tabindex="0">${inHtml(JSON.stringify(jsonSchema(action.shape.reply, 'output'), null, 2))}</pre></details>`,
    )
    return `<section><h2>${inHtml(slice)}</h2>${items.join('\n')}</section>`
  })
  return `<!doctype html><html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Requests that Crier answers · Crier</title>
<style>:root{color-scheme:light dark;background:light-dark(#fff,#121212);color:light-dark(#111,#f2f2f2)}body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}details{border-top:1px solid #8886;padding:.5rem 0}a{color:light-dark(#1f3f7f,#a9c4f5)}summary{cursor:pointer}pre{overflow:auto;font-size:.875rem}h3{font-size:1rem;margin:.5rem 0 0}</style></head>
<body><main><h1>Requests that Crier answers</h1><p>All paths begin with <code>/api</code>. Changes need the header <code>crier-request: 1</code>. The same as a machine reads it: <a href="/api/openapi.json">openapi.json</a>.</p>
${sections.join('\n')}</main></body></html>`
}
