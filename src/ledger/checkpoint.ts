import { type Digest, fromBase64, toBase64 } from './merkle.ts'
import { openNote, type Verifier } from './note.ts'

/** The whole ledger of one council at one size, in one hash (c2sp.org/tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string
  readonly size: number
  readonly root: Digest
}

export const originOf = (councilId: string): string => `crier/${councilId}`

/** The council whose ledger a note claims to be of; null when it is not one of ours. */
export function councilOf(note: string): string | null {
  return /^crier\/([0-9a-f-]{36})\n/.exec(note)?.[1] ?? null
}

export function writeCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(root)}\n`
}

export function readCheckpoint(text: string): Checkpoint | null {
  const [, origin, size, root] = /^(.+)\n(0|[1-9]\d{0,14})\n([A-Za-z0-9+/]{43}=)\n/.exec(text) ?? []
  if (origin === undefined || size === undefined || root === undefined) return null
  return { origin, size: Number(size), root: fromBase64(root) }
}

/** A note's checkpoint, if one of these keys signed it for this council's ledger. */
export function openCheckpoint(
  verifiers: readonly Verifier[],
  councilId: string,
  note: string,
): Checkpoint | null {
  const checkpoint = readCheckpoint(openNote(note, verifiers) ?? '')
  return checkpoint?.origin === originOf(councilId) ? checkpoint : null
}
