import { createHash, randomUUID } from 'node:crypto'
import { count } from '../count.ts'
import { usualLimits } from './limits.ts'

/** A post as the fake really holds it: what a test asks when it wants to know what was sent. */
export interface StoredPost {
  readonly id: string
  readonly account: string
  text: string
  spoiler: string
  readonly replyTo: string | null
  readonly visibility: string
  language: string | null
  media: string[]
  readonly at: string
  editedAt: string | null
  removed: boolean
  readonly key: string | null
}

export interface Counters {
  /** Calls that reached the fake. */
  calls: number
  /** Calls that asked for a new post, whatever came of them. */
  posts: number
  stored: number
  /** Calls answered with the first post, because their key was known. */
  repeated: number
  uploads: number
}

export interface Media {
  readonly id: string
  description: string
  readonly type: string
  readonly size: number
  usedBy: string | null
  /** How many more times the fake says that it is still working on it. */
  waits: number
}

interface Grant {
  readonly account: string
  readonly scopes: readonly string[]
  revoked: boolean
}

export class Wrong extends Error {
  readonly status: number
  constructor(status: number, words: string) {
    super(words)
    this.status = status
  }
}

/** What one fake server holds: all in memory, strict, and fast. */
export class FakeState {
  readonly posts = new Map<string, StoredPost>()
  readonly media = new Map<string, Media>()
  readonly keys = new Map<string, string>()
  readonly tokens = new Map<string, Grant>()
  readonly apps = new Map<string, { secret: string; redirectUri: string; scopes: string }>()
  readonly codes = new Map<string, { clientId: string; scopes: string; challenge: string | null }>()
  readonly counters: Counters = { calls: 0, posts: 0, stored: 0, repeated: 0, uploads: 0 }
  maxCharacters = usualLimits.text.max
  /** How many times a new file is "still being processed". */
  processing = 0
  /** Whether the server has the second version of the page about itself, as forks may not. */
  instanceV2 = true
  /** Whether the server offers PKCE, as those before 4.3 did not. */
  pkce = true
  #next = 110_000_000_000_000_000n

  nextId(): string {
    this.#next += 1n
    return String(this.#next)
  }

  grant(account: string, scopes: string): string {
    const token = `fake-${randomUUID()}`
    this.tokens.set(token, { account, scopes: scopes.split(/[ +]+/), revoked: false })
    return token
  }

  /** 401 and 403 as the original gives them. */
  who(token: string | null, right: string): string {
    const grant = token === null ? undefined : this.tokens.get(token)
    if (grant === undefined) throw new Wrong(401, 'The access token is invalid')
    if (grant.revoked) throw new Wrong(401, 'The access token was revoked')
    const held = grant.scopes.some((scope) => scope === right || right.startsWith(`${scope}:`))
    if (!held) throw new Wrong(403, 'This action is outside the authorized scopes')
    return grant.account
  }

  create(account: string, asked: Asked, key: string | null): StoredPost {
    this.counters.posts += 1
    const first = key === null ? undefined : this.keys.get(`${account} ${key}`)
    const known = first === undefined ? undefined : this.posts.get(first)
    if (known !== undefined) {
      this.counters.repeated += 1
      return known
    }
    this.#judge(asked)
    if (asked.replyTo !== null && !this.#live(asked.replyTo))
      throw new Wrong(404, 'The post you are trying to reply to does not appear to exist.')
    const post = { ...this.#attach(asked), account, editedAt: null, removed: false, key }
    this.posts.set(post.id, post)
    if (key !== null) this.keys.set(`${account} ${key}`, post.id)
    this.counters.stored += 1
    return post
  }

  edit(account: string, id: string, asked: Asked): StoredPost {
    const post = this.own(account, id)
    this.#judge({ ...asked, media: asked.media.filter((media) => !post.media.includes(media)) })
    post.text = asked.text
    post.spoiler = asked.spoiler
    post.language = asked.language
    post.media = [...asked.media]
    post.editedAt = Temporal.Now.instant().toString()
    return post
  }

  own(account: string, id: string): StoredPost {
    const post = this.posts.get(id)
    if (post === undefined || post.removed || post.account !== account)
      throw new Wrong(404, 'Record not found')
    return post
  }

  upload(file: Uint8Array, type: string, description: string): Media {
    this.counters.uploads += 1
    if (!usualLimits.media.types.includes(type))
      throw new Wrong(422, 'Validation failed: File content type is invalid')
    if (file.byteLength === 0) throw new Wrong(422, "Validation failed: File can't be blank")
    const { length } = description
    if (length > 1500) throw new Wrong(422, 'Validation failed: Description is too long')
    const id = this.nextId()
    const media = { id, description, type, size: file.byteLength, usedBy: null }
    const stored: Media = { ...media, waits: this.processing }
    this.media.set(id, stored)
    return stored
  }

  #live(id: string): boolean {
    return this.posts.get(id)?.removed === false
  }

  #judge(asked: Asked): void {
    if (asked.text === '' && asked.media.length === 0)
      throw new Wrong(422, "Validation failed: Text can't be blank")
    const rule = { ...usualLimits.text, max: this.maxCharacters }
    if (count(asked.text, rule, asked.spoiler) > rule.max)
      throw new Wrong(422, `Validation failed: Text character limit of ${rule.max} exceeded`)
    if (asked.media.length > usualLimits.media.most)
      throw new Wrong(422, 'Validation failed: Cannot attach more than 4 files')
    for (const id of asked.media) {
      const media = this.media.get(id)
      if (media === undefined || media.usedBy !== null)
        throw new Wrong(422, `Media with the following IDs not found: ${id}`)
      if (media.waits > 0)
        throw new Wrong(422, 'Cannot attach files that have not finished processing.')
    }
  }

  #attach(asked: Asked) {
    const id = this.nextId()
    for (const mediaId of asked.media) {
      const media = this.media.get(mediaId)
      if (media !== undefined) media.usedBy = id
    }
    return { id, ...asked, media: [...asked.media], at: Temporal.Now.instant().toString() }
  }
}

export interface Asked {
  readonly text: string
  readonly spoiler: string
  readonly replyTo: string | null
  readonly visibility: string
  readonly language: string | null
  readonly media: readonly string[]
}

export function challengeOf(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}
