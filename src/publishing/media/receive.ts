import type { FastifyRequest } from 'fastify'
import { Refusal, refuse } from '../../platform/refusal.ts'
import { limits } from './picture.ts'

export interface Upload {
  readonly bytes: Uint8Array
  readonly name: string
}

/** Far more parts than are wanted, so that a wrong form is read to its end and refused in words. */
export const formLimits = {
  ...{ fileSize: limits.bytes, files: 100, fields: 100, parts: 200 },
  ...{ fieldNameSize: 100, fieldSize: 1000, headerPairs: 20 },
}

/** A browser hears no answer while it is still sending; more than this it sends to nobody. */
const mostRead = 5 * limits.bytes

const noFile = 'Send one picture, as a part named "file".'
const tooLarge = 'This file is larger than 20 MB. Make the picture smaller and upload it again.'

const wrongForm = () => refuse.invalid(noFile, { fields: { file: noFile } })
const tooMany = () => refuse.tooLarge(tooLarge, { fields: { file: tooLarge } })

/** Reads the one picture of a form, and the form to its end: the next request follows behind it. */
export async function receive(request: FastifyRequest): Promise<Upload> {
  const length = Number(request.headers['content-length'])
  if (!request.isMultipart() || !(length > 0)) throw wrongForm()
  if (length > mostRead) throw tooMany()
  try {
    return await onlyPart(request)
  } catch (error) {
    // Only the reader of forms fails here: a broken form, too many parts, a browser that went away.
    throw error instanceof Refusal ? error : wrongForm()
  }
}

async function onlyPart(request: FastifyRequest): Promise<Upload> {
  let upload: Upload | undefined
  let others = 0
  let cut = false
  for await (const part of request.parts()) {
    if (part.type !== 'file' || part.fieldname !== 'file' || upload !== undefined) {
      others += 1
      if (part.type === 'file') part.file.resume()
      continue
    }
    upload = { bytes: await part.toBuffer(), name: nameFrom(part.filename) }
    cut = part.file.truncated
  }
  if (upload === undefined || others > 0) throw wrongForm()
  if (cut) throw tooMany()
  return upload
}

/** A name for people to recognise: no path, nothing that cannot be seen. */
function nameFrom(filename: string): string {
  const last = filename.split(/[\\/]/).at(-1) ?? ''
  const seen = last.toWellFormed().replace(/[\p{C}]/gu, '')
  return Array.from(seen).slice(0, 120).join('').trim() || 'picture'
}
