import { APIError } from 'better-auth/api'
import type pg from 'pg'
import type { Clock } from '../../platform/clock.ts'
import { hashIdentifier } from './identifier.ts'
import { useCode } from './store-attempts.ts'
import { personMayEnter } from './store-sign-in.ts'

interface BeginningSession {
  readonly userId: string
  readonly secondFactor?: unknown
}

/** As much of better-auth's request as is needed here. */
interface SignInRequest {
  readonly path?: string | undefined
  readonly body?: unknown
  readonly context?: { session?: { session: Record<string, unknown> } | null }
}

const withSecondFactor = [
  '/two-factor/verify-totp',
  '/two-factor/verify-backup-code',
  '/passkey/verify-authentication',
]

/** The one place where sessions begin: who may have one, and how strongly it was opened. */
export function beginSession({ pool, clock }: { pool: pg.Pool; clock: Clock }) {
  return async (session: BeginningSession, request: SignInRequest | null) => {
    const now = clock.now()
    if (!(await personMayEnter(pool, session.userId, now)))
      throw new APIError('FORBIDDEN', { code: 'ACCESS_ENDED', message: 'access ended' })
    if (request?.path === '/two-factor/verify-totp') {
      const code = codeOf(request.body)
      const key = hashIdentifier(`code ${session.userId} ${code}`)
      // A code that somebody looked over a shoulder for must not open a second session.
      if (!(await useCode(pool, key, now)))
        throw new APIError('UNAUTHORIZED', { code: 'INVALID_CODE', message: 'used before' })
    }
    return { data: { ...session, secondFactor: strength(session, request) } }
  }
}

function strength(session: BeginningSession, request: SignInRequest | null): boolean {
  const path = request?.path ?? ''
  if (withSecondFactor.includes(path)) return true
  if (path === '/two-factor/disable') return false
  // A session that replaces another is as strong as that one was.
  const before = request?.context?.session?.session.secondFactor
  return path === '/change-password' ? before === true : session.secondFactor === true
}

const codeOf = (body: unknown): string =>
  typeof body === 'object' && body !== null && 'code' in body ? String(body.code) : ''
