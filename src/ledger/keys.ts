import { createHmac } from 'node:crypto'
import { deriveKey, type SealingKeys } from '../platform/secrets.ts'
import { originOf } from './checkpoint.ts'
import { type Signer, signerFrom, type Verifier } from './note.ts'

/**
 * What the ledger of one council is signed and sealed with. Nothing of it is in the database, so
 * whoever rules the database can break the record but never make a false one that holds.
 */
export interface CouncilKeys {
  readonly signer: Signer
  /** The public keys of this and of earlier sealing keys. */
  readonly verifiers: readonly [Verifier, ...Verifier[]]
  /** A keyed hash: only this program could have written `text`. */
  seal(text: string): Buffer
  isSealed(text: string, seal: Buffer): boolean
}

export type LedgerKeys = (councilId: string) => CouncilKeys

/** Derived from the sealing keys of the settings: nothing to store, to back up or to lose. */
export function ledgerKeys(sealingKeys: SealingKeys): LedgerKeys {
  const known = new Map<string, CouncilKeys>()
  return (councilId) => {
    const keys = known.get(councilId) ?? derive(sealingKeys, councilId)
    known.set(councilId, keys)
    return keys
  }
}

function derive([newest, ...older]: SealingKeys, councilId: string): CouncilKeys {
  const from = (key: Uint8Array) => ({
    signer: signerFrom(originOf(councilId), deriveKey([key], `ledger signature ${councilId}`)),
    secret: deriveKey([key], `ledger seal ${councilId}`),
  })
  const current = from(newest)
  const previous = older.map(from)
  const secrets = [current, ...previous].map(({ secret }) => secret)
  return {
    signer: current.signer,
    verifiers: [current.signer.verifier, ...previous.map(({ signer }) => signer.verifier)],
    seal: (text) => sealWith(current.secret, text),
    isSealed: (text, seal) => secrets.some((secret) => sealWith(secret, text).equals(seal)),
  }
}

function sealWith(secret: Uint8Array, text: string): Buffer {
  return createHmac('sha256', secret).update(text).digest().subarray(0, 16)
}
