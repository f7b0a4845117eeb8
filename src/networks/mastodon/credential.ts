import { z } from 'zod'
import { NetworkFailure, type Step } from '../failure.ts'
import type { Sealable } from '../network.ts'

const credentialShape = z.object({
  server: z.url(),
  token: z.string().min(1),
  /** As granted, space separated. */
  scope: z.string(),
  clientId: z.string(),
  clientSecret: z.string(),
  accountId: z.string().min(1),
  expiresAt: z.iso.datetime().nullable(),
})

export type Credential = z.infer<typeof credentialShape>

/** A credential that cannot be read is as good as none: the channel must be connected again. */
export function readCredential(sealed: Sealable, step: Step): Credential {
  const parsed = credentialShape.safeParse(sealed)
  if (parsed.success) return parsed.data
  throw new NetworkFailure({
    kind: 'signed-out',
    step,
    code: 'credential-unreadable',
    words: 'The stored sign-in is not one of this network.',
  })
}

/**
 * What Crier needs, and nothing more. `read:notifications` is not asked for: nothing reads the
 * inbox yet, and a right that is not used is a risk.
 */
export const neededRights = [
  'read:accounts',
  'read:statuses',
  'write:statuses',
  'write:media',
] as const

export function missingFrom(granted: readonly string[]): string[] {
  return neededRights.filter(
    (right) => !granted.some((given) => given === right || right.startsWith(`${given}:`)),
  )
}
