/** The kinds of refusal, as the last part of the problem's type. */
const refusals = [
  'sign-in-needed',
  'second-factor-needed',
  'not-allowed',
  'not-found',
  'invalid',
  'conflict',
  'policy',
  'too-large',
  'too-many',
  'unavailable',
] as const

/** A refusal, a defect (the server failed and keeps a reference), or no answer at all. */
export type ProblemKind = (typeof refusals)[number] | 'defect' | 'no-answer'

interface Details {
  readonly type?: string
  readonly title?: string
  readonly status?: number
  readonly detail?: string
  readonly clauses?: readonly string[]
  readonly fields?: Readonly<Record<string, string>>
  readonly reference?: string
}

/** What went wrong with a request, as problem details (RFC 9457) say it. Its message is a sentence to show. */
export class Problem extends Error {
  readonly kind: ProblemKind
  readonly title: string
  readonly status: number
  readonly clauses: readonly string[]
  readonly fields: Readonly<Record<string, string>>
  readonly reference: string | undefined
  /** Anything else that the server sent along: a verdict, a newer version. */
  readonly more: Readonly<Record<string, unknown>>

  constructor(kind: ProblemKind, details: Details, more: Record<string, unknown> = {}) {
    super(details.detail ?? 'Something went wrong in Crier.')
    this.name = 'Problem'
    this.kind = kind
    this.title = details.title ?? ''
    this.status = details.status ?? 0
    this.clauses = details.clauses ?? []
    this.fields = details.fields ?? {}
    this.reference = details.reference
    this.more = more
  }
}

export const noAnswer = () =>
  new Problem('no-answer', { detail: 'No answer from Crier. What you typed is still here.' })

/** Reads the body of an answer that is not 2xx; a proxy may have put a page there instead. */
export function problemFrom(status: number, body: unknown): Problem {
  if (typeof body !== 'object' || body === null)
    return new Problem('defect', {
      status,
      detail: 'Crier gave no usable answer. Try again, and tell your administrator if it stays.',
    })
  const details: Details & Record<string, unknown> = { ...body }
  const word = String(details.type ?? '')
    .split(/[/:#]/)
    .at(-1)
  const kind = refusals.find((each) => each === word) ?? 'defect'
  return new Problem(kind, { ...details, status }, details)
}

/** Whatever was thrown, as a problem that can be shown. */
export function asProblem(caught: unknown): Problem {
  if (caught instanceof Problem) return caught
  // A defect of the page itself: said plainly, and left in the console for whoever looks into it.
  console.error(caught)
  return new Problem('defect', {
    detail: 'Something went wrong on this page. What you typed is still here. Try again.',
  })
}
