import { createPrivateKey, createPublicKey, hash, type KeyObject, sign, verify } from 'node:crypto'

/** Who signs, by the rules of c2sp.org/signed-note: a name and an Ed25519 key. */
export interface Signer {
  readonly verifier: Verifier
  readonly key: KeyObject
}

export interface Verifier {
  readonly name: string
  /** Four bytes that tell keys of one name apart. */
  readonly keyId: Buffer
  readonly key: KeyObject
  /** The public key as others read it in: `name+id+key`. */
  readonly text: string
}

const ed25519 = Buffer.from([1])
// What stands before the bare 32 bytes of a key in the forms that Node reads.
const privateHeader = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicHeader = Buffer.from('302a300506032b6570032100', 'hex')

export function signerFrom(name: string, seed: Uint8Array): Signer {
  const der = Buffer.concat([privateHeader, seed])
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return { key, verifier: verifierFrom(name, spki.subarray(publicHeader.length)) }
}

function verifierFrom(name: string, bare: Uint8Array): Verifier {
  const spki = Buffer.concat([publicHeader, bare])
  const typed = Buffer.concat([ed25519, bare])
  const keyId = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), typed]), 'buffer')
  const id = keyId.subarray(0, 4)
  return {
    name,
    keyId: id,
    key: createPublicKey({ key: spki, format: 'der', type: 'spki' }),
    text: `${name}+${id.toString('hex')}+${typed.toString('base64')}`,
  }
}

/** Reads a public key in its text form; null when it is not one. */
export function readVerifier(text: string): Verifier | null {
  const [, name, id, key] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text) ?? []
  const typed = Buffer.from(key ?? '', 'base64')
  if (name === undefined || typed.length !== 33 || typed[0] !== 1) return null
  const verifier = verifierFrom(name, typed.subarray(1))
  return verifier.keyId.toString('hex') === id ? verifier : null
}

/** Signs a text, which must end in a line break. */
export function signNote(text: string, { verifier, key }: Signer): string {
  const signature = Buffer.concat([verifier.keyId, sign(null, Buffer.from(text), key)])
  return `${text}\n— ${verifier.name} ${signature.toString('base64')}\n`
}

/** The text of a note that at least one of these keys signed, and none of them wrongly; or null. */
export function openNote(note: string, verifiers: readonly Verifier[]): string | null {
  const end = note.lastIndexOf('\n\n')
  if (end < 0) return null
  const text = note.slice(0, end + 1)
  let signed = false
  for (const line of note.slice(end + 2).split('\n')) {
    const [, name, base64 = ''] = /^— (\S+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? []
    const bytes = Buffer.from(base64, 'base64')
    const known = verifiers.find((v) => v.name === name && v.keyId.equals(bytes.subarray(0, 4)))
    if (known === undefined) continue
    if (!verify(null, Buffer.from(text), known.key, bytes.subarray(4))) return null
    signed = true
  }
  return signed ? text : null
}
