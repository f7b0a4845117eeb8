import type { Limits, Visibility } from './limits.ts'

/**
 * A kind of outside service. Abilities are groups that exist or do not, so that the compiler and
 * the screen both know; nothing here throws "not implemented". Every call has a deadline of its
 * own and fails with a `NetworkFailure`; a wrong answer of a person (a bad server address) fails
 * with a `Refusal` that names the field.
 */
export interface Network {
  readonly id: string
  readonly name: string
  /** Nothing that is sent there is public. */
  readonly practice: boolean
  readonly connect: Connect
  /** A live look at who this is and what it may do. The only proof that a channel is connected. */
  check(credential: Sealable): Promise<Standing>
  limits(credential: Sealable): Promise<Limits>
  /** Dated: what to count with until the server has told. */
  readonly usualLimits: Limits
  readonly publishing?: Publishing
}

/** Plain JSON, so that it can be sealed. Only the network that made it can read it. */
export type Sealable = { readonly [key: string]: string | number | boolean | null }

export interface Connect {
  /** What a person is asked before they are sent to the network. */
  readonly questions: readonly Question[]
  /** `pending` is secret: keep it sealed beside the state until the person comes back. */
  begin(start: {
    readonly answers: Readonly<Record<string, string>>
    readonly redirectUri: string
    readonly state: string
  }): Promise<{ readonly authoriseAddress: string; readonly pending: Sealable }>
  /** `answer` is the query string with which the person came back, as it stands. */
  finish(end: {
    readonly pending: Sealable
    readonly answer: Readonly<Record<string, string>>
  }): Promise<Connected>
  /** Present where tokens end and can be renewed without a person. */
  refresh?(credential: Sealable): Promise<{
    readonly credential: Sealable
    readonly expiresAt: Temporal.Instant | null
  }>
  /** Hands the token back. What the network says to it does not matter to the council. */
  revoke?(credential: Sealable): Promise<void>
}

export interface Question {
  readonly name: string
  readonly label: string
  readonly hint: string
}

export interface Standing {
  readonly account: RemoteAccount
  readonly rights: readonly string[]
  /** Rights that Crier needs and does not have; empty when all is well. */
  readonly missing: readonly string[]
  readonly expiresAt: Temporal.Instant | null
}

export interface Connected extends Standing {
  /** Never holds an empty token: `finish` fails instead, and the good one stays. */
  readonly credential: Sealable
}

export interface RemoteAccount {
  /** The network's own id, stable when the name changes. Compare this on a reconnect. */
  readonly id: string
  /** As people write it there: @council@server.example */
  readonly handle: string
  readonly name: string
  /** The public page. */
  readonly address: string
  readonly avatar: string | null
}

export interface Publishing {
  /** How long a repeated `key` gives the first post again; null where a key guards nothing. */
  readonly keyKept: string | null
  upload(credential: Sealable, file: OutgoingFile): Promise<{ readonly mediaId: string }>
  /** `key` is derived from the intent: the same intent must always give the same key. */
  post(credential: Sealable, item: OutgoingItem, key: string): Promise<Sent>
  edit(credential: Sealable, remoteId: string, item: OutgoingItem): Promise<Sent>
  /** Also succeeds when it is already gone: the outcome is the same. */
  remove(credential: Sealable, remoteId: string): Promise<void>
  /** Null when the network says that it is not there. */
  read(credential: Sealable, remoteId: string): Promise<RemotePost | null>
  /** Own posts from `since` on, newest first. */
  recent(credential: Sealable, since: Temporal.Instant): Promise<readonly RemotePost[]>
  /** Whether a post that was read back is this item. Pure. */
  same(post: RemotePost, item: OutgoingItem): boolean
}

export interface OutgoingFile {
  readonly bytes: Uint8Array
  readonly type: string
  readonly name: string
  readonly alt: string
  /** Where the eye should rest: -1 to 1 from left to right, and from bottom to top. */
  readonly focus?: { readonly x: number; readonly y: number }
}

export interface OutgoingItem {
  readonly text: string
  readonly media: readonly { readonly mediaId: string; readonly alt: string }[]
  readonly replyTo?: string
  readonly visibility: Visibility
  /** ISO 639: 'en', 'cy'. */
  readonly language: string
  readonly spoiler?: string
}

export interface Sent {
  readonly remoteId: string
  readonly address: string
  readonly at: Temporal.Instant
}

export interface RemotePost extends Sent {
  readonly text: string
  readonly spoiler: string
  readonly replyTo: string | null
  readonly visibility: Visibility
  readonly language: string | null
  readonly editedAt: Temporal.Instant | null
  readonly media: readonly { readonly mediaId: string; readonly alt: string }[]
}
