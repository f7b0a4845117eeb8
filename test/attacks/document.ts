import type { RunningApp } from '../support/app.ts'
import { type Known, type Schema, sampleOf } from './sample.ts'

interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query'
  readonly required: boolean
  readonly schema: Schema
}

interface Operation {
  readonly parameters: readonly Parameter[]
  readonly requestBody?: {
    readonly content: { readonly 'application/json': { readonly schema: Schema } }
  }
}

export interface Route {
  /** As the contracts name it: `POST /posts/:postId/approve`. */
  readonly name: string
  readonly method: string
  readonly path: string
  readonly parameters: readonly Parameter[]
  readonly body: Schema | null
}

/** Every request of the OpenAPI document, as the running server publishes it. */
export async function documentedRoutes(app: RunningApp): Promise<Route[]> {
  const { body } = await app.visitor()('GET', '/api/openapi.json')
  // The document is Crier's own; its form is held by a test beside its maker.
  const { paths } = body as { paths: Record<string, Record<string, Operation>> }
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      name: `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
      method: method.toUpperCase(),
      path,
      parameters: operation.parameters,
      body: operation.requestBody?.content['application/json'].schema ?? null,
    })),
  )
}

/** A well-formed request for a route, about the things that `known` names. */
export function requestFor(route: Route, known: Known): { path: string; body: unknown } {
  const value = (parameter: Parameter) => String(sampleOf(parameter.schema, known, parameter.name))
  const path = route.parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce((so, one) => so.replace(`{${one.name}}`, encodeURIComponent(value(one))), route.path)
  const query = new URLSearchParams(
    route.parameters
      .filter((parameter) => parameter.in === 'query' && parameter.required)
      .map((parameter) => [parameter.name, value(parameter)]),
  )
  const body = route.body === null ? undefined : sampleOf(route.body, known)
  return { path: `/api${path}${query.size > 0 ? `?${query}` : ''}`, body }
}
