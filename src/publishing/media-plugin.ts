import type { IncomingHttpHeaders } from 'node:http'
import multipart from '@fastify/multipart'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Caller } from '../platform/caller.ts'
import type { Door } from '../platform/door.ts'
import type { FileStore } from '../platform/files.ts'
import { asPerson } from '../platform/permission.ts'
import { refuse } from '../platform/refusal.ts'
import { addFile } from './actions/add-file.ts'
import { askToUpload } from './actions/ask-to-upload.ts'
import { locateFile } from './actions/read-file.ts'
import { readPicture } from './media/picture.ts'
import { formLimits, receive } from './media/receive.ts'

export interface MediaParts {
  readonly door: Door
  readonly files: FileStore
  authenticate(headers: IncomingHttpHeaders): Promise<Caller>
}

const wanted = z.object({ fileId: z.uuid() })
const asked = z.object({ size: z.enum(['thumbnail']).optional() })

/** Uploads in a minute, for each person. */
const mostUploads = 60

/** Bytes in and out: what JSON cannot carry. */
export const mediaPlugin = (parts: MediaParts) => async (app: FastifyInstance) => {
  await app.register(multipart, { limits: formLimits, throwFileSizeLimit: false })

  // A small file can hold seconds of work, so one person brings no endless row of them.
  const often = { config: { rateLimit: { max: mostUploads } } }
  app.post('/api/media', often, async (request, reply) => {
    const caller = await parts.authenticate(request.headers)
    await parts.door.run(askToUpload, caller, {})
    const { councilId } = asPerson(caller)
    // Whoever is refused half way through a form must not have its rest taken for a new request.
    reply.header('connection', 'close')
    const { bytes, name } = await receive(request)
    reply.removeHeader('connection')
    const picture = await readPicture(bytes)
    const { sha256, size } = await parts.files.put(councilId, picture.bytes)
    const thumbnail = await parts.files.put(councilId, picture.thumbnail)
    const { type, width, height, changes } = picture
    const noted = { sha256, thumbnailSha256: thumbnail.sha256, name, type, width, height, size }
    return reply.send(await parts.door.run(addFile, caller, { ...noted, changes }, request.id))
  })

  app.get('/api/media/:fileId', async (request, reply) => {
    const caller = await parts.authenticate(request.headers)
    const path = wanted.safeParse(request.params)
    const query = asked.safeParse(request.query)
    if (!path.success || !query.success) throw refuse.notFound('That picture does not exist.')
    const file = await parts.door.run(locateFile, caller, path.data)
    const small = query.data.size === 'thumbnail'
    const sha256 = small ? file.thumbnailSha256 : file.sha256
    const bytes = await parts.files.get(asPerson(caller).councilId, sha256)
    if (bytes === null) throw refuse.notFound('That picture does not exist.')
    return reply
      .header('content-type', small ? 'image/webp' : file.type)
      .header('cache-control', 'private, max-age=31536000, immutable')
      .header('content-security-policy', "default-src 'none'; sandbox")
      .header('content-disposition', 'inline')
      .send(Buffer.from(bytes))
  })
}
