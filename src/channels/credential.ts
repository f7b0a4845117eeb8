import type { Sealable } from '../networks/index.ts'
import { type SealingKeys, seal, unseal } from '../platform/secrets.ts'

/** Credentials at rest are ciphertext, bound to their row. Only a network can read what is inside. */

export function sealCredential(keys: SealingKeys, credential: Sealable, rowId: string): string {
  return seal(keys, JSON.stringify(credential), rowId)
}

export function openCredential(
  keys: SealingKeys,
  { sealed, credentialId }: { sealed: string; credentialId: string },
): Sealable {
  return openSealed(keys, sealed, credentialId)
}

export function openSealed(keys: SealingKeys, sealed: string, rowId: string): Sealable {
  // Sealed by us from a Sealable; the seal proves that nobody changed it.
  return JSON.parse(unseal(keys, sealed, rowId)) as Sealable
}
