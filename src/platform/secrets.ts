import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/** Keys from the settings, newest first. Sealing uses the first; opening tries each. */
export type SealingKeys = readonly [Uint8Array, ...Uint8Array[]]

const version = 'v1'

/**
 * AES-256-GCM. The row's id is bound in as associated data, so that a sealed value copied to
 * another row does not open there.
 */
export function seal(keys: SealingKeys, plaintext: string, rowId: string): string {
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', keys[0], nonce).setAAD(Buffer.from(rowId))
  const sealed = Buffer.concat([cipher.update(plaintext, 'utf8'), cipher.final()])
  const bytes = Buffer.concat([nonce, cipher.getAuthTag(), sealed])
  return `${version}:${bytes.toString('base64')}`
}

/** Throws when no key opens it: a wrong key, another row's value or a changed one. */
export function unseal(keys: SealingKeys, sealed: string, rowId: string): string {
  const [form, data] = sealed.split(':')
  if (form !== version || data === undefined) throw new Error('A sealed value has an unknown form.')
  const bytes = Buffer.from(data, 'base64')
  for (const key of keys) {
    try {
      const opener = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12))
        .setAAD(Buffer.from(rowId))
        .setAuthTag(bytes.subarray(12, 28))
      return Buffer.concat([opener.update(bytes.subarray(28)), opener.final()]).toString('utf8')
    } catch {
      // The next key may be the one that sealed it.
    }
  }
  throw new Error(
    'A sealed value could not be opened: the sealing key is not the one that made it.',
  )
}

/** Seals an old value again under the newest key. */
export function reseal(keys: SealingKeys, sealed: string, rowId: string): string {
  return seal(keys, unseal(keys, sealed, rowId), rowId)
}

/** A key for one purpose, so that one leaked key does not open another door. */
export function deriveKey(keys: SealingKeys, purpose: string): Uint8Array {
  return new Uint8Array(hkdfSync('sha256', keys[0], new Uint8Array(), `crier ${purpose}`, 32))
}
