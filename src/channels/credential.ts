import { NetworkFailure, type Sealable } from '../networks/index.ts'
import { type SealingKeys, seal, unseal } from '../platform/secrets.ts'

/** Credentials at rest are ciphertext, bound to their row. Only a network can read what is inside. */

export function sealCredential(keys: SealingKeys, credential: Sealable, rowId: string): string {
  return seal(keys, JSON.stringify(credential), rowId)
}

/** A credential that no key opens is as good as none: the channel must be connected again. */
export function openCredential(
  keys: SealingKeys,
  { sealed, credentialId }: { sealed: string; credentialId: string },
): Sealable {
  try {
    return openSealed(keys, sealed, credentialId)
  } catch (cause) {
    throw new NetworkFailure(
      {
        kind: 'signed-out',
        step: 'check',
        code: 'credential-unreadable',
        words: 'The stored sign-in does not open with the sealing key of this installation.',
      },
      { cause },
    )
  }
}

export function openSealed(keys: SealingKeys, sealed: string, rowId: string): Sealable {
  // Sealed by us from a Sealable; the seal proves that nobody changed it.
  return JSON.parse(unseal(keys, sealed, rowId)) as Sealable
}
