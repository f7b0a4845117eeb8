/** The kinds of no, as the last part of the RFC 9457 problem type. */
export type RefusalKind =
  | 'sign-in-needed'
  | 'second-factor-needed'
  | 'not-allowed'
  | 'not-found'
  | 'invalid'
  | 'conflict'
  | 'policy'
  | 'too-large'
  | 'too-many'
  | 'unavailable'

const statuses: Record<RefusalKind, number> = {
  'sign-in-needed': 401,
  'second-factor-needed': 403,
  'not-allowed': 403,
  'not-found': 404,
  invalid: 422,
  conflict: 409,
  policy: 422,
  'too-large': 413,
  'too-many': 429,
  unavailable: 503,
}

export interface RefusalFacts {
  /** Clauses that ask for this no, as `pack:reference`. */
  clauses?: readonly string[]
  /** A sentence for each field at fault. */
  fields?: Readonly<Record<string, string>>
  /** More for the screen: a verdict, a newer version. Sent as it is. */
  more?: Readonly<Record<string, unknown>>
}

/**
 * An expected no, with a sentence fit for the person who asked. Anything else that is thrown is a
 * defect: logged whole, shown as a reference only.
 */
export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly status: number
  readonly clauses: readonly string[]
  readonly fields: Readonly<Record<string, string>>
  readonly more: Readonly<Record<string, unknown>>

  constructor(kind: RefusalKind, sentence: string, facts: RefusalFacts = {}) {
    super(sentence)
    this.name = 'Refusal'
    this.kind = kind
    this.status = statuses[kind]
    this.clauses = facts.clauses ?? []
    this.fields = facts.fields ?? {}
    this.more = facts.more ?? {}
  }

  get sentence(): string {
    return this.message
  }
}

const make = (kind: RefusalKind) => (sentence: string, facts?: RefusalFacts) =>
  new Refusal(kind, sentence, facts)

/** Each makes a Refusal for the caller to throw. */
export const refuse = {
  signIn: (sentence = 'Sign in first. Your session has ended or was never started.') =>
    new Refusal('sign-in-needed', sentence),
  secondFactor: make('second-factor-needed'),
  notAllowed: make('not-allowed'),
  notFound: make('not-found'),
  invalid: make('invalid'),
  conflict: make('conflict'),
  policy: make('policy'),
  tooLarge: make('too-large'),
  tooMany: make('too-many'),
  unavailable: make('unavailable'),
}
