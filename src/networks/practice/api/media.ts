import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { mediaEntity } from '../entities.ts'
import { ApiError, invalid } from '../failing.ts'
import { cleanImage } from '../images.ts'
import { parametersOf, text, type UploadedFile } from '../parameters.ts'
import { found, judgeDescription } from '../posting.ts'
import { filesOwner, type Practice, personOf } from '../practice.ts'
import { describeMedia, insertMedia, mediaOf } from '../store/media.ts'
import { idIn } from './statuses.ts'

const isFile = (value: unknown): value is UploadedFile =>
  typeof value === 'object' &&
  value !== null &&
  'bytes' in value &&
  value.bytes instanceof Uint8Array

const uploadShape = z.object({
  file: z.unknown().optional(),
  description: text,
  focus: text,
})

export function mediaRoutes(app: FastifyInstance, practice: Practice): void {
  const { db, files, address, clock } = practice

  const upload = async (request: FastifyRequest) => {
    const accountId = personOf(request, 'write:media')
    practice.rates.take('media', accountId)
    const { file, description = '', focus } = parametersOf(request, uploadShape)
    if (!isFile(file)) throw invalid("File can't be blank")
    judgeDescription(description)
    const point = focusOf(focus) ?? { x: 0, y: 0 }
    const { bytes, type, width, height } = await cleanImage(file.bytes)
    const { sha256 } = await files.put(filesOwner, bytes)
    const picture = { sha256, type, width, height, description, focusX: point.x, focusY: point.y }
    const media = await insertMedia(db.all, { ...picture, accountId, at: clock.now() })
    return mediaEntity(found(media), address)
  }
  // The first version is out of date, and older clients have no other.
  app.post('/api/v1/media', upload)
  app.post('/api/v2/media', upload)

  app.get('/api/v1/media/:id', async (request) => {
    const accountId = personOf(request, 'write:media')
    return mediaEntity(found(await mediaOf(db.all, accountId, idIn(request))), address)
  })

  app.put('/api/v1/media/:id', async (request) => {
    const accountId = personOf(request, 'write:media')
    const { description, focus } = parametersOf(request, uploadShape)
    judgeDescription(description ?? null)
    const point = focusOf(focus)
    const media = found(await mediaOf(db.all, accountId, idIn(request)))
    // Once posted, alt text changes with an edit of the post, so that its history shows it.
    if (media.statusId !== null) throw new ApiError(404, 'Record not found')
    const change = { description: description ?? null, focusX: point?.x ?? null }
    await describeMedia(db.all, media.id, { ...change, focusY: point?.y ?? null })
    return mediaEntity(found(await mediaOf(db.all, accountId, media.id)), address)
  })
}

/** "x,y", each from -1 to 1. */
export function focusOf(focus: string | undefined): { x: number; y: number } | null {
  if (focus === undefined || focus === '') return null
  const match = /^\s*(-?[\d.]+)\s*,\s*(-?[\d.]+)\s*$/.exec(focus)
  const [x, y] = [Number(match?.[1]), Number(match?.[2])]
  if (Math.abs(x) <= 1 && Math.abs(y) <= 1) return { x, y }
  throw invalid('Focus is not valid')
}
