import type { z } from 'zod'

/** One request that the server answers: what goes in, what comes out. */
export interface Shape<
  Input extends z.ZodObject = z.ZodObject,
  Reply extends z.ZodType = z.ZodType,
> {
  /** The route (`POST /posts/:postId/approve`), or a dotted name for what only jobs do. */
  readonly name: string
  /** One plain sentence for the API page. */
  readonly summary: string
  /** Flat: names in the path come from the path, the rest from the body or the query string. */
  readonly input: Input
  readonly reply: Reply
}

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
export type RouteName = `${Method} /${string}`
export type Contract = Readonly<Record<RouteName, Shape>>

type Declared = Readonly<Record<RouteName, Omit<Shape, 'name'>>>
type Named<D extends Declared> = {
  readonly [K in keyof D & RouteName]: Shape<D[K]['input'], D[K]['reply']>
}

/**
 * Declares a slice's requests. Fields that a contract does not name are refused, not ignored: a
 * caller that misspells a field must hear of it. The browser imports only the type.
 */
export function contract<const D extends Declared>(shapes: D): Named<D> {
  const named = Object.entries(shapes).map(([name, shape]) => [
    name,
    { ...shape, name, input: shape.input.strict() },
  ])
  // The entries are rebuilt key by key, which the type system cannot follow.
  return Object.fromEntries(named) as Named<D>
}

export type InputOf<S extends Shape> = z.output<S['input']>
export type ReplyOf<S extends Shape> = z.output<S['reply']>
/** What a caller sends, before defaults and coercion. */
export type SentBy<S extends Shape> = z.input<S['input']>
