import type http from 'node:http'
import { Wrong } from './fake-state.ts'

/** A request to the fake, read whole. */
export interface FakeRequest {
  readonly method: string
  readonly url: URL
  readonly headers: http.IncomingHttpHeaders
  readonly token: string | null
  readonly fields: Readonly<Record<string, unknown>>
  readonly file: { readonly bytes: Uint8Array; readonly type: string } | null
}

export async function readRequest(
  request: http.IncomingMessage,
  address: string,
): Promise<FakeRequest> {
  const url = new URL(request.url ?? '/', address)
  const body = await bytesOf(request)
  const { fields, file } = await parse(body, request.headers['content-type'] ?? '')
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')
  const { method = 'GET', headers } = request
  return { method, url, headers, token: bearer?.[1] ?? null, fields, file }
}

async function bytesOf(request: http.IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts)
}

async function parse(body: Buffer, type: string): Promise<Pick<FakeRequest, 'fields' | 'file'>> {
  if (body.length === 0) return { fields: {}, file: null }
  if (type.startsWith('multipart/form-data')) {
    const form = await new Response(new Uint8Array(body), {
      headers: { 'content-type': type },
    }).formData()
    const fields: Record<string, unknown> = {}
    let file: FakeRequest['file'] = null
    for (const [name, value] of form) {
      if (typeof value === 'string') fields[name] = value
      else file = { bytes: await value.bytes(), type: value.type }
    }
    return { fields, file }
  }
  if (type.startsWith('application/x-www-form-urlencoded'))
    return { fields: Object.fromEntries(new URLSearchParams(body.toString())), file: null }
  try {
    return { fields: JSON.parse(body.toString()), file: null }
  } catch {
    throw new Wrong(400, 'Error occurred while parsing request parameters')
  }
}

export function textField(request: FakeRequest, name: string): string {
  const value = request.fields[name] ?? request.url.searchParams.get(name)
  return typeof value === 'string' ? value : ''
}
