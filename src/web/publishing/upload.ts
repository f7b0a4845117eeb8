import type { FileView } from '../../publishing/contract.ts'
import { noAnswer, Problem, problemFrom } from '../problem.ts'

/**
 * Sends a picture and tells how far it is. fetch cannot tell, so this one request is made the
 * older way.
 */
export function upload(
  file: File,
  onShare: (share: number) => void,
  signal: AbortSignal,
): Promise<FileView> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/media')
    request.setRequestHeader('accept', 'application/json')
    request.setRequestHeader('crier-request', '1')
    request.upload.onprogress = ({ loaded, total }) => onShare(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(noAnswer())
    request.onabort = () => reject(new Problem('no-answer', { detail: 'It was stopped.' }))
    request.onload = () => {
      const { status } = request
      const body = readBody(request.responseText)
      // The server keeps the contract that this type was taken from.
      if (status >= 200 && status < 300) resolve(body as FileView)
      else reject(problemFrom(status, body))
    }
    signal.addEventListener('abort', () => request.abort())
    const form = new FormData()
    form.append('file', file, file.name)
    request.send(form)
  })
}

function readBody(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
