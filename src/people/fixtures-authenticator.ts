import { createHash, createHmac, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** The code of an authenticator app (RFC 6238), worked out apart from the code under test. */
export function appCode(totpUri: string, at: number = Temporal.Now.instant().epochMilliseconds) {
  const secret = fromBase32(new URL(totpUri).searchParams.get('secret') ?? '')
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(Math.floor(at / 30_000)))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const offset = (digest.at(-1) ?? 0) & 0xf
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}

function fromBase32(text: string): Buffer {
  const bits = [...text.replaceAll('=', '')]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter))
    .map((value) => value.toString(2).padStart(5, '0'))
    .join('')
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)))
}

type Options = Readonly<Record<string, unknown>>

/** A passkey in software: enough of WebAuthn to add it and to sign in with it. */
export function softPasskey(at: { origin: string; verifiesPerson?: boolean }) {
  const id = randomBytes(32)
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = publicKey.export({ format: 'jwk' })
  const rpIdHash = createHash('sha256').update(new URL(at.origin).hostname).digest()
  // User present, and verified by a fingerprint or a PIN where the authenticator has one.
  const flags = 0x01 | (at.verifiesPerson === false ? 0 : 0x04)
  const counter = Buffer.alloc(4)
  const clientData = (type: string, options: Options, origin = at.origin) =>
    Buffer.from(JSON.stringify({ type, challenge: options.challenge, origin }))
  return {
    create(options: Options, origin?: string) {
      const key = cbor(
        new Map<number, unknown>([
          [1, 2],
          [3, -7],
          [-1, 1],
          [-2, Buffer.from(String(jwk.x), 'base64url')],
          [-3, Buffer.from(String(jwk.y), 'base64url')],
        ]),
      )
      const attested = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, key])
      const authData = Buffer.concat([rpIdHash, Buffer.from([flags | 0x40]), counter, attested])
      const attestation = cbor(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authData],
        ]),
      )
      return credential(id, {
        clientDataJSON: clientData('webauthn.create', options, origin).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
        transports: ['internal'],
      })
    },
    get(options: Options, origin?: string) {
      const data = clientData('webauthn.get', options, origin)
      const authData = Buffer.concat([rpIdHash, Buffer.from([flags]), counter])
      const signed = Buffer.concat([authData, createHash('sha256').update(data).digest()])
      return credential(id, {
        clientDataJSON: data.toString('base64url'),
        authenticatorData: authData.toString('base64url'),
        signature: sign('sha256', signed, privateKey).toString('base64url'),
      })
    },
  }
}

const credential = (id: Buffer, response: object) => ({
  id: id.toString('base64url'),
  rawId: id.toString('base64url'),
  type: 'public-key',
  authenticatorAttachment: 'platform',
  clientExtensionResults: {},
  response,
})

/** As much CBOR (RFC 8949) as a passkey needs. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value < 0 ? head(1, -1 - value) : head(0, value)
  if (typeof value === 'string')
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  if (value instanceof Map) {
    const pairs = [...value].flatMap(([key, each]) => [cbor(key), cbor(each)])
    return Buffer.concat([head(5, value.size), ...pairs])
  }
  throw new Error('This test encodes nothing else.')
}

function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  if (length < 256) return Buffer.from([(major << 5) | 24, length])
  return Buffer.from([(major << 5) | 25, length >> 8, length & 0xff])
}
