import { createHash, randomBytes } from 'node:crypto'
import type { FastifyRequest } from 'fastify'
import type { Clock } from '../../platform/clock.ts'
import type { FileStore } from '../../platform/files.ts'
import type { PracticeDatabase } from './database.ts'
import { ApiError } from './failing.ts'
import type { Rates, Standing } from './rate.ts'
import { tokenBySha256 } from './store/oauth.ts'

/** What every part of the practice server works with. */
export interface Practice {
  readonly db: PracticeDatabase
  readonly files: FileStore
  /** The origin under which people and clients reach it. */
  readonly address: string
  readonly clock: Clock
  readonly rates: Rates
}

/** Its files lie beside those of councils, under a name that no council can have. */
export const filesOwner = '00000000-0000-0000-0000-000000000000'

declare module 'fastify' {
  interface FastifyRequest {
    /** The token that came with the request, once it was looked up; null for none. */
    practiceToken: TokenInUse | null
    rateStanding: Standing | null
  }
}

export interface TokenInUse {
  readonly sha256: string
  readonly appId: string
  readonly accountId: string | null
  readonly scopes: readonly string[]
}

export const newSecret = () => randomBytes(32).toString('base64url')
export const sha256Of = (secret: string) => createHash('sha256').update(secret).digest('hex')

/** Looks the token up. A token that is sent must be good, even where none is needed. */
export async function readToken(
  { db }: Practice,
  request: FastifyRequest,
): Promise<TokenInUse | null> {
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? '')?.[1]
  if (bearer === undefined) return null
  const sha256 = sha256Of(bearer)
  const token = await tokenBySha256(db.all, sha256)
  if (token === null) throw new ApiError(401, 'The access token is invalid')
  if (token.revoked) throw new ApiError(401, 'The access token was revoked')
  return { sha256, appId: token.appId, accountId: token.accountId, scopes: token.scopes }
}

/** The account that asks, with this right, or an error as the original gives it. */
export function personOf(request: FastifyRequest, right: string): string {
  const token = request.practiceToken
  if (token === null) throw new ApiError(401, 'The access token is invalid')
  if (!covers(token.scopes, right))
    throw new ApiError(403, 'This action is outside the authorized scopes')
  if (token.accountId === null)
    throw new ApiError(422, 'This method requires an authenticated user')
  return token.accountId
}

/** Who asks, where nobody need: null without a token. */
export function viewerOf(request: FastifyRequest): string | null {
  return request.practiceToken?.accountId ?? null
}

/** `write` covers `write:statuses`; the old `follow` covers what it always did. */
export function covers(scopes: readonly string[], right: string): boolean {
  return scopes.some(
    (scope) =>
      scope === right ||
      right.startsWith(`${scope}:`) ||
      (scope === 'follow' && /^(read|write):(follows|mutes|blocks)$/.test(right)),
  )
}
