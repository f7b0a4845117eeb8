import { placed } from './address.ts'
import type { Reply, Route, Sent } from './contracts.ts'
import { noAnswer, problemFrom } from './problem.ts'

interface Options {
  signal?: AbortSignal
}

/** Asks Crier one of the contracts' requests. Throws a Problem with a sentence to show. */
export async function call<R extends Route>(
  route: R,
  input: Sent<R>,
  options: Options = {},
): Promise<Reply<R>> {
  const { method, path, body } = placed(route, input)
  // The server keeps the contract that the type was taken from.
  return (await send(method, path, body, options)) as Reply<R>
}

/** For the few addresses outside the contracts: sign-in and uploads. */
export async function send(
  method: string,
  path: string,
  body?: string | FormData,
  { signal }: Options = {},
): Promise<unknown> {
  const headers = new Headers({ accept: 'application/json', 'crier-request': '1' })
  if (typeof body === 'string') headers.set('content-type', 'application/json')
  const answer = await fetch(path, {
    method,
    headers,
    credentials: 'same-origin',
    ...(body === undefined ? {} : { body }),
    ...(signal ? { signal } : {}),
  }).catch((why: unknown) => {
    if (signal?.aborted) throw why
    throw noAnswer()
  })
  const read: unknown = await answer.json().catch(() => undefined)
  if (!answer.ok) throw problemFrom(answer.status, read)
  return read
}
