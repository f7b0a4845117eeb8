import { z } from 'zod'
import { type FailureKind, NetworkFailure, type Step } from '../failure.ts'
import type { Answer } from '../transport.ts'

/** Turns an answer that is not a success into one of the closed set, by its code alone. */
export function failureFrom(answer: Answer, step: Step): NetworkFailure {
  const said = wordsOf(answer)
  const kind = kindOf(answer.status, said.code)
  return new NetworkFailure({
    kind,
    step,
    code: said.code === null ? String(answer.status) : `${answer.status} ${said.code}`,
    words: said.words,
    trace: answer.headers.get('x-request-id') ?? answer.headers.get('cf-ray'),
    until: kind === 'slow-down' ? comeBackAt(answer.headers) : null,
  })
}

function kindOf(status: number, code: string | null): FailureKind {
  if (status === 401) return 'signed-out'
  if (status === 403) return 'missing-right'
  if (status === 429) return 'slow-down'
  // RFC 6749: these two say that the sign-in is at fault, although they come with a 400.
  if (code === 'invalid_grant' || code === 'invalid_client') return 'signed-out'
  // 408 and every 5xx leave open whether the server did what it was asked.
  if (status === 408 || status >= 500 || status < 200) return 'no-answer'
  return 'refused'
}

const errorShape = z.object({
  error: z.string(),
  error_description: z.string().optional(),
})

// OAuth errors carry a code and a description; all others carry words alone.
function wordsOf(answer: Answer): { code: string | null; words: string } {
  const location = answer.headers.get('location')
  if (location !== null) return { code: null, words: `moved to ${location}` }
  const parsed = errorShape.safeParse(parse(answer.body))
  if (!parsed.success) return { code: null, words: withoutMarkup(answer.body) }
  const { error, error_description } = parsed.data
  if (error_description === undefined) return { code: null, words: error }
  return { code: error, words: error_description }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body)
  } catch {
    return null
  }
}

function withoutMarkup(body: string): string {
  return body
    .slice(0, 4000)
    .replace(/<(style|script)[\s\S]*?<\/\1>|<[^>]*>/gi, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}

/**
 * X-RateLimit-Reset is an instant; Retry-After is seconds. Without either, five minutes. A time
 * beyond a day is a mistake of the server, and must not silence a channel for ever.
 */
function comeBackAt(headers: Headers): Temporal.Instant {
  const now = Temporal.Now.instant()
  const reset = instantOrNull(headers.get('x-ratelimit-reset'))
  const wait = reset === null ? Number.NaN : reset.since(now).total('seconds')
  for (const seconds of [wait, Number(headers.get('retry-after') ?? Number.NaN)])
    if (seconds > 0 && seconds <= 86_400) return now.add({ seconds: Math.ceil(seconds) })
  return now.add({ minutes: 5 })
}

export function instantOrNull(text: string | null | undefined): Temporal.Instant | null {
  if (!text) return null
  try {
    return Temporal.Instant.from(text)
  } catch {
    return null
  }
}

/** A success whose content cannot be trusted: of a write, nobody knows what became of it. */
export function garbage(step: Step, words: string, cause?: unknown): NetworkFailure {
  return new NetworkFailure(
    { kind: 'no-answer', step, code: 'not-understood', words },
    { cause: cause ?? null },
  )
}
