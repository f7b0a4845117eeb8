import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
} from 'openid-client'
import { z } from 'zod'
import { isLoopback } from '../single-sign-on.ts'
import type { DirectorySettings } from './store-sign-in.ts'

/** What is kept between going to the directory and coming back. */
export const journey = z.object({
  slug: z.string(),
  nonce: z.string(),
  verifier: z.string(),
})
export type Journey = z.output<typeof journey>

export interface Vouched {
  readonly account: string
  readonly email: string
  readonly emailVerified: boolean
  readonly name: string
  readonly groups: readonly string[]
  /** The directory says how it signed the person in, and that it took two factors. */
  readonly secondFactor: boolean
}

const timeoutSeconds = 10

/** Read anew each time: the settings may change, and a directory renews its keys. */
export function connect(
  { issuer, clientId }: DirectorySettings,
  clientSecret: string | undefined,
): Promise<Configuration> {
  const plainHttp = issuer.startsWith('http:') && isLoopback(issuer)
  return discovery(new URL(issuer), clientId, clientSecret, undefined, {
    timeout: timeoutSeconds,
    ...(plainHttp ? { execute: [allowInsecureRequests] } : {}),
  })
}

/** Where to send the browser, and what to remember until it is back. */
export async function leaveFor(
  config: Configuration,
  at: { slug: string; state: string; redirectAddress: string },
): Promise<{ address: URL; kept: Journey }> {
  const verifier = randomPKCECodeVerifier()
  const nonce = randomNonce()
  const address = buildAuthorizationUrl(config, {
    redirect_uri: at.redirectAddress,
    scope: 'openid profile email',
    state: at.state,
    nonce,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  })
  return { address, kept: { slug: at.slug, nonce, verifier } }
}

const claimsShape = z.object({
  sub: z.string().min(1).max(255),
  email: z.email().max(254).optional(),
  email_verified: z.union([z.boolean(), z.enum(['true', 'false'])]).optional(),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
  amr: z.array(z.string()).optional(),
})

/** The code for the person: state, nonce, PKCE and the signature are checked on the way. */
export async function returnFrom(
  config: Configuration,
  current: URL,
  at: { state: string; kept: Journey; groupsClaim: string },
): Promise<Vouched | 'no-email'> {
  const tokens = await authorizationCodeGrant(config, current, {
    expectedState: at.state,
    expectedNonce: at.kept.nonce,
    pkceCodeVerifier: at.kept.verifier,
    idTokenExpected: true,
  })
  const inToken = { ...tokens.claims() }
  const subject = String(inToken.sub)
  const hasUserInfo = config.serverMetadata().userinfo_endpoint !== undefined
  const asked = hasUserInfo ? await fetchUserInfo(config, tokens.access_token, subject) : {}
  // What the token says stands above what was asked for without a signature.
  const claims: Record<string, unknown> = { ...asked, ...inToken }
  const who = claimsShape.parse(claims)
  if (who.email === undefined) return 'no-email'
  return {
    account: `${config.serverMetadata().issuer} ${subject}`,
    email: who.email.toLowerCase(),
    emailVerified: who.email_verified === true || who.email_verified === 'true',
    name: (who.name ?? who.preferred_username ?? who.email).slice(0, 120),
    groups: groupsIn(claims[at.groupsClaim]),
    secondFactor: (who.amr ?? []).includes('mfa'),
  }
}

/** Directories send a list or one name. */
function groupsIn(claim: unknown): string[] {
  const list = Array.isArray(claim) ? claim : [claim]
  return list.filter((each) => typeof each === 'string')
}
