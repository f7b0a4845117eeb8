import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { editEntity, statusEntity } from '../entities.ts'
import { ApiError, invalid, notFound } from '../failing.ts'
import { flag, id, ids, isId, optionalId, parametersOf, text } from '../parameters.ts'
import {
  type Draft,
  found,
  judgeDescription,
  type MediaChange,
  publish,
  revise,
} from '../posting.ts'
import { type Practice, personOf, viewerOf } from '../practice.ts'
import { versionsOf } from '../store/edits.ts'
import { appById } from '../store/oauth.ts'
import { deleteStatus, type StatusRow, selectStatuses, statusById } from '../store/statuses.ts'
import { ancestorsOf, descendantsOf } from '../store/thread.ts'
import { focusOf } from './media.ts'

const draftShape = z.object({
  status: text,
  spoiler_text: text,
  sensitive: flag,
  language: text,
  media_ids: ids,
  media_attributes: z
    .array(z.object({ id, description: text, focus: text }))
    .max(20)
    .nullish(),
  poll: z.unknown().optional(),
})

const postShape = draftShape.extend({
  visibility: z.preprocess(
    (value) => value || 'public',
    z.enum(['public', 'unlisted', 'private', 'direct']),
  ),
  in_reply_to_id: optionalId,
  scheduled_at: text,
  quoted_status_id: text,
})

export function statusRoutes(app: FastifyInstance, practice: Practice): void {
  const { db, address } = practice
  app.post('/api/v1/statuses', async (request) => {
    const accountId = personOf(request, 'write:statuses')
    const asked = parametersOf(request, postShape)
    if (asked.poll) throw invalid('Polls are not part of the practice network')
    if (asked.scheduled_at) throw invalid('Posts cannot be scheduled on the practice network')
    if (asked.quoted_status_id) throw invalid('Quotes are not part of the practice network')
    const appRow = await appById(db.all, request.practiceToken?.appId ?? '0')
    const status = await publish(practice, {
      ...draftFrom(asked),
      accountId,
      visibility: asked.visibility,
      inReplyToId: asked.in_reply_to_id ?? null,
      appName: appRow?.name ?? null,
      key: keyOf(request),
    })
    return statusEntity(status, address)
  })

  app.put('/api/v1/statuses/:id', async (request) => {
    const accountId = personOf(request, 'write:statuses')
    const asked = parametersOf(request, draftShape)
    const changes = (asked.media_attributes ?? []).map(mediaChange)
    const id = idIn(request)
    const status = await revise(practice, accountId, id, draftFrom(asked), changes)
    return statusEntity(status, address)
  })

  app.delete('/api/v1/statuses/:id', async (request) => {
    const accountId = personOf(request, 'write:statuses')
    practice.rates.take('deletes', accountId)
    const status = await one(practice, request, accountId)
    if (status.account.id !== accountId) throw notFound()
    await deleteStatus(db.all, status.id)
    return { ...statusEntity(status, address), text: status.text }
  })
  statusReading(app, practice)
}

function statusReading(app: FastifyInstance, practice: Practice): void {
  const { db, address } = practice

  app.get('/api/v1/statuses/:id', async (request) => {
    const viewer = viewerOf(request)
    const status = await one(practice, request, viewer)
    const { reblogOfId } = status
    const reblog = reblogOfId === null ? null : await statusById(db.all, viewer, reblogOfId)
    return statusEntity(status, address, reblog)
  })

  app.get('/api/v1/statuses', async (request) => {
    const asked = parametersOf(request, z.object({ id: ids })).id.filter(isId)
    const rest = 's.id = any($2::bigint[]) order by s.id desc'
    const rows = await selectStatuses(db.all, viewerOf(request), rest, [asked])
    return rows.map((row) => statusEntity(row, address))
  })

  app.get('/api/v1/statuses/:id/context', async (request) => {
    const viewer = viewerOf(request)
    const { id } = await one(practice, request, viewer)
    const entity = (row: StatusRow) => statusEntity(row, address)
    return {
      ancestors: (await ancestorsOf(db.all, viewer, id)).map(entity),
      descendants: (await descendantsOf(db.all, viewer, id)).map(entity),
    }
  })

  app.get('/api/v1/statuses/:id/history', async (request) => {
    const status = await one(practice, request, viewerOf(request))
    const { text, spoiler, sensitive, media, createdAt } = status
    const versions = await versionsOf(db.all, status.id)
    const all = versions.length > 0 ? versions : [{ text, spoiler, sensitive, media, createdAt }]
    return all.map((version) => editEntity(version, status, address))
  })

  app.get('/api/v1/statuses/:id/source', async (request) => {
    const accountId = personOf(request, 'read:statuses')
    const status = await one(practice, request, accountId)
    if (status.account.id !== accountId) throw notFound()
    return { id: status.id, text: status.text, spoiler_text: status.spoiler }
  })
}

async function one(
  { db }: Practice,
  request: FastifyRequest,
  viewer: string | null,
): Promise<StatusRow> {
  return found(await statusById(db.all, viewer, idIn(request)))
}

export function idIn(request: FastifyRequest): string {
  const { id } = z.object({ id: z.string() }).parse(request.params)
  if (!isId(id)) throw notFound()
  return id
}

function draftFrom(asked: z.output<typeof draftShape>): Draft {
  const spoiler = asked.spoiler_text ?? ''
  const language = asked.language?.toLowerCase() ?? null
  if (language !== null && language !== '' && !/^[a-z]{2,3}(-[a-z]{2,4})?$/.test(language))
    throw invalid('Language is not supported')
  return {
    text: asked.status ?? '',
    spoiler,
    sensitive: asked.sensitive ?? spoiler !== '',
    language: language || null,
    mediaIds: asked.media_ids,
  }
}

function mediaChange(asked: {
  id: string
  description?: string | undefined
  focus?: string | undefined
}): MediaChange {
  judgeDescription(asked.description ?? null)
  const focus = focusOf(asked.focus)
  return {
    id: asked.id,
    description: asked.description ?? null,
    focusX: focus?.x ?? null,
    focusY: focus?.y ?? null,
  }
}

function keyOf(request: FastifyRequest): string | null {
  const key = request.headers['idempotency-key']
  if (typeof key !== 'string' || key === '') return null
  if (key.length > 512) throw new ApiError(422, 'The Idempotency-Key is too long')
  return key
}
