import { randomBytes } from 'node:crypto'
import type { Writer } from '../platform/database.ts'
import { addJob } from '../platform/jobs.ts'
import { type SealingKeys, seal } from '../platform/secrets.ts'
import { hashIdentifier } from './sign-in/identifier.ts'
import { invitationMail } from './timed.ts'

/** What sending an invitation needs from the installation. */
export interface Sending {
  readonly mailReady: boolean
  readonly publicAddress: string
  readonly sealingKeys: SealingKeys
}

export interface Secret {
  readonly token: string
  readonly tokenHash: string
}

export function newSecret(): Secret {
  const token = randomBytes(32).toString('base64url')
  return { token, tokenHash: invitationHash(token) }
}

export const invitationHash = (token: string) => hashIdentifier(`invitation ${token}`)

/** After the #, which browsers send to nobody: no server's log and no referrer holds the secret. */
export const invitationLink = (publicAddress: string, token: string) =>
  `${publicAddress}/invitation#${token}`

export interface Delivered {
  readonly delivery: 'mail' | 'by-hand'
  readonly link: string | null
}

/** By mail where mail is set up; otherwise the link goes to the person who invites. */
export async function deliver(
  db: Writer,
  { mailReady, publicAddress, sealingKeys }: Sending,
  invitationId: string,
  token: string,
): Promise<Delivered> {
  if (!mailReady) return { delivery: 'by-hand', link: invitationLink(publicAddress, token) }
  const sealedToken = seal(sealingKeys, token, invitationId)
  await addJob(db, invitationMail, { invitationId, sealedToken })
  return { delivery: 'mail', link: null }
}
