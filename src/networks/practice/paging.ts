import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { optionalId } from './parameters.ts'

export const pageShape = z.object({
  limit: z.coerce.number().int().min(1).optional().catch(undefined),
  max_id: optionalId,
  since_id: optionalId,
  min_id: optionalId,
})

export interface Page {
  readonly limit: number
  readonly maxId: string | null
  readonly sinceId: string | null
  readonly minId: string | null
}

export function pageOf(asked: z.output<typeof pageShape>, most = 40): Page {
  return {
    limit: Math.min(asked.limit ?? 20, most),
    maxId: asked.max_id ?? null,
    sinceId: asked.since_id ?? null,
    minId: asked.min_id ?? null,
  }
}

/** The end of a statement. `from` is the number of its first value. */
export function pageSql(page: Page, column: string, from: number) {
  // min_id asks for the page just above a post; since_id for the newest page, down to it.
  const order = page.minId === null ? 'desc' : 'asc'
  const sql = `($${from}::bigint is null or ${column} < $${from})
    and ($${from + 1}::bigint is null or ${column} > $${from + 1})
    order by ${column} ${order} limit $${from + 2}::int`
  return { sql, values: [page.maxId, page.minId ?? page.sinceId, page.limit] }
}

/** Newest first, whichever way the page was found. */
export function inOrder<Row>(page: Page, rows: Row[]): Row[] {
  return page.minId === null ? rows : rows.reverse()
}

/** The Link header, with `next` first: some clients look no further. */
export function linkPages(
  request: FastifyRequest,
  reply: FastifyReply,
  address: string,
  found: readonly { readonly id: string }[],
): void {
  const [first] = found
  const last = found.at(-1)
  if (first === undefined || last === undefined) return
  const url = new URL(request.url, address)
  const at = (name: string, id: string) => {
    const page = new URL(url)
    for (const other of ['max_id', 'min_id', 'since_id']) page.searchParams.delete(other)
    page.searchParams.set(name, id)
    return page.href
  }
  const next = `<${at('max_id', last.id)}>; rel="next"`
  void reply.header('link', `${next}, <${at('min_id', first.id)}>; rel="prev"`)
}
