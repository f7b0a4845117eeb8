import type { IncomingHttpHeaders } from 'node:http'
import type pg from 'pg'
import { type Caller, nobody } from '../../platform/caller.ts'
import type { Clock } from '../../platform/clock.ts'
import { secondFactorOwed } from '../guard.ts'
import type { SessionCookie } from './session-cookie.ts'
import { endSession, findSession, type LiveSession, markSeen } from './store-sign-in.ts'

/** A session ends after this long without a request, however long its cookie would live. */
export const idle = Temporal.Duration.from({ hours: 12 })
const seenEvery = Temporal.Duration.from({ minutes: 5 })

export interface AuthenticateParts {
  readonly pool: pg.Pool
  readonly cookie: SessionCookie
  readonly clock: Clock
}

/**
 * Who asks, from the cookie: one query. What stops a person (suspended, left, time up) stops them
 * here at the next request, though their sessions were ended as well.
 */
export function authenticator({ pool, cookie, clock }: AuthenticateParts) {
  return async (
    headers: Pick<IncomingHttpHeaders, 'cookie'>,
    /** False where nobody asked for anything: a window that only stands open is idle. */
    active = true,
  ): Promise<Caller> => {
    const token = cookie.read(headers.cookie)
    if (token === null) return nobody
    const now = clock.now()
    const session = await findSession(pool, token, now)
    if (session === undefined) return nobody
    const unseen = now.epochMilliseconds - session.seenAt
    if (!session.mayEnter || unseen > idle.total('milliseconds')) {
      await endSession(pool, session.sessionId)
      return nobody
    }
    if (active && unseen > seenEvery.total('milliseconds'))
      await markSeen(pool, session.sessionId, now)
    return callerOf(session)
  }
}

function callerOf(session: LiveSession): Caller {
  const { councilId, personId, sessionId, secondFactor } = session
  const roles = owes(session) ? [secondFactorOwed] : session.roles
  return { kind: 'person', councilId, personId, sessionId, roles, secondFactor }
}

const owes = ({ secondFactor, secondFactorFor, roles }: LiveSession) =>
  !secondFactor && needsSecondFactor(secondFactorFor, roles)

export const needsSecondFactor = (
  whom: LiveSession['secondFactorFor'],
  roles: readonly string[],
): boolean => whom === 'everyone' || (whom === 'administrators' && roles.includes('administrator'))
