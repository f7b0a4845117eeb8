import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { statusEntity } from '../entities.ts'
import { inOrder, linkPages, pageOf, pageShape, pageSql } from '../paging.ts'
import { flag, parametersOf } from '../parameters.ts'
import { type Practice, personOf, viewerOf } from '../practice.ts'
import {
  isMarked,
  isMineOrFollowed,
  isNotDirect,
  isOriginal,
  isPublic,
  isTagged,
  isUnmuted,
  together,
  withMedia,
} from '../store/filters.ts'
import { type StatusRow, selectStatuses } from '../store/statuses.ts'

export function timelineRoutes(app: FastifyInstance, practice: Practice): void {
  const list = listing(practice)

  app.get('/api/v1/timelines/public', (request, reply) => {
    const asked = parametersOf(request, z.object({ only_media: flag, remote: flag }))
    // There is nobody elsewhere: this network is an island.
    if (asked.remote) return []
    const where = together(isPublic, isOriginal, isUnmuted, asked.only_media ? withMedia : 'true')
    return list(request, reply, viewerOf(request), where)
  })

  app.get('/api/v1/timelines/home', (request, reply) => {
    const me = personOf(request, 'read:statuses')
    return list(request, reply, me, together(isMineOrFollowed, isUnmuted, isNotDirect))
  })

  app.get('/api/v1/timelines/tag/:tag', (request, reply) => {
    const { tag } = z.object({ tag: z.string().max(200) }).parse(request.params)
    const asked = parametersOf(request, z.object({ only_media: flag }))
    const media = asked.only_media ? withMedia : 'true'
    const where = together(isPublic, isOriginal, isUnmuted, isTagged(2), media)
    return list(request, reply, viewerOf(request), where, [tag.toLowerCase()])
  })

  for (const kind of ['bookmark', 'favourite'] as const)
    app.get(`/api/v1/${kind}s`, (request, reply) => {
      const me = personOf(request, `read:${kind}s`)
      return list(request, reply, me, isMarked(2), [kind])
    })
}

/** One page of statuses as entities, with its Link header. */
export function listing({ db, address }: Practice) {
  return async (
    request: FastifyRequest,
    reply: FastifyReply,
    viewer: string | null,
    rest: string,
    values: readonly unknown[] = [],
  ) => {
    const page = pageOf(parametersOf(request, pageShape))
    const { sql, values: paging } = pageSql(page, 's.id', values.length + 2)
    const found = await selectStatuses(db.all, viewer, `${rest} and ${sql}`, [...values, ...paging])
    const rows = inOrder(page, found)
    linkPages(request, reply, address, rows)
    const originals = await originalsOf(rows, viewer)
    return rows.map((row) =>
      statusEntity(
        row,
        address,
        row.reblogOfId === null ? null : (originals.get(row.reblogOfId) ?? null),
      ),
    )
  }

  async function originalsOf(
    rows: readonly StatusRow[],
    viewer: string | null,
  ): Promise<Map<string, StatusRow>> {
    const wanted = rows.flatMap((row) => row.reblogOfId ?? [])
    if (wanted.length === 0) return new Map()
    const found = await selectStatuses(db.all, viewer, 's.id = any($2::bigint[])', [wanted])
    return new Map(found.map((row) => [row.id, row]))
  }
}
