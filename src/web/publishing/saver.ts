import type { Content, PostState, PostView } from '../../publishing/contract.ts'
import { Problem } from '../problem.ts'
import type { VersionView } from './answers.ts'

export type Saving =
  | { readonly kind: 'saved'; readonly at: string | null }
  /** Typed and not yet saved. `byHand`: it is saved only when asked. */
  | { readonly kind: 'unsaved'; readonly byHand: boolean }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'conflict'; readonly newer: VersionView }

/** Sends a version: the first one of a new post where there is no post yet. */
type Send = (
  content: Content,
  onto: { postId: string; basedOn: string } | null,
) => Promise<PostView>

const idle = 3000
const again = 8000

/**
 * Keeps what is typed: one request at a time, each based on the version before it. What fails
 * stays unsaved and is tried again; a conflict waits for the person.
 */
export class Saver {
  #post: PostView | null
  #basedOn: string | null
  #saved: Content
  #typed: Content
  #byHand: boolean
  #state: Saving = { kind: 'saved', at: null }
  #timer: ReturnType<typeof setTimeout> | undefined
  #underWay: Promise<PostView | null> | undefined
  readonly #send: Send
  readonly #watchers = new Set<() => void>()

  constructor(post: PostView | null, content: Content, send: Send) {
    this.#post = post
    this.#basedOn = post?.version.id ?? null
    this.#saved = content
    this.#typed = content
    // What an approver has read, or the public, is not taken back by a keystroke.
    this.#byHand = post !== null && !isFree(post.state.id)
    this.#send = send
  }

  readonly state = () => this.#state
  readonly post = () => this.#post
  readonly watch = (tell: () => void) => {
    this.#watchers.add(tell)
    return () => this.#watchers.delete(tell)
  }

  /** Nothing on the screen would be lost by leaving. */
  get safe() {
    return this.#unchanged || !this.#worthSaving
  }

  /** The text as it now stands on the screen. */
  typed(content: Content) {
    if (same(this.#typed, content)) return
    this.#typed = content
    if (this.#state.kind !== 'conflict' && !this.#underWay) this.#rest(null)
  }

  /** Saves now. The post, when the text on the screen is a version of it; null when that failed. */
  async flush(): Promise<PostView | null> {
    while (this.#state.kind !== 'conflict') {
      if (this.#post && this.#unchanged) return this.#post
      if ((await this.#once()) === null) return null
    }
    return null
  }

  /** After a conflict: what is saved next stands on the newer version. */
  settle(newer: VersionView) {
    this.#basedOn = newer.id
    this.#saved = newer.content
    this.#byHand = false
    this.#rest(null)
  }

  stop() {
    clearTimeout(this.#timer)
  }

  get #unchanged() {
    return same(this.#saved, this.#typed)
  }

  /** Ticking a channel is no post yet. */
  get #worthSaving() {
    return this.#post !== null || !isEmpty(this.#typed)
  }

  #become(next: Saving) {
    this.#state = next
    for (const tell of this.#watchers) tell()
  }

  /** Where things stand when nothing is under way. */
  #rest(at: string | null) {
    clearTimeout(this.#timer)
    if (this.#unchanged) return this.#become({ kind: 'saved', at })
    this.#become({ kind: 'unsaved', byHand: this.#byHand })
    this.#plan(idle)
  }

  #plan(after: number) {
    clearTimeout(this.#timer)
    if (!this.#byHand && this.#worthSaving) this.#timer = setTimeout(() => void this.#once(), after)
  }

  #once(): Promise<PostView | null> {
    clearTimeout(this.#timer)
    this.#underWay ??= this.#sendNow()
    return this.#underWay
  }

  async #sendNow(): Promise<PostView | null> {
    const content = this.#typed
    const onto =
      this.#post && this.#basedOn ? { postId: this.#post.id, basedOn: this.#basedOn } : null
    this.#become({ kind: 'saving' })
    try {
      const post = await this.#send(content, onto)
      this.#post = post
      this.#basedOn = post.version.id
      this.#saved = content
      this.#byHand = false
      this.#underWay = undefined
      this.#rest(savedAt(post))
      return post
    } catch (why) {
      this.#underWay = undefined
      this.#failed(why, content)
      return null
    }
  }

  #failed(why: unknown, sent: Content) {
    const problem = why instanceof Problem ? why : new Problem('defect', {})
    const newer = problem.more.newer
    if (problem.kind === 'conflict' && isVersion(newer)) {
      // The answer to an earlier request was lost, but the text had arrived.
      if (same(newer.content, sent)) return this.settle(newer)
      return this.#become({ kind: 'conflict', newer })
    }
    this.#become({ kind: 'failed', problem })
    const passes = ['no-answer', 'unavailable', 'too-many', 'defect'].includes(problem.kind)
    if (passes) this.#plan(again)
  }
}

export const isEmpty = ({ items, channels }: Content) =>
  [items, ...channels.map((channel) => channel.items ?? [])]
    .flat()
    .every(({ text, media }) => text.trim() === '' && media.length === 0)

/** States in which nobody has read the text yet, or it came back to be changed. */
export const isFree = (state: PostState) => ['draft', 'returned', 'withdrawn'].includes(state)

const savedAt = (post: PostView) =>
  post.versions.find(({ id }) => id === post.version.id)?.savedAt ?? null

const isVersion = (value: unknown): value is VersionView =>
  typeof value === 'object' && value !== null && 'id' in value && 'content' in value

/** Contents come from one maker here and one schema there; only the order of keys may differ. */
const same = (one: Content, other: Content) => one === other || sorted(one) === sorted(other)
const sorted = (value: unknown) =>
  JSON.stringify(value, (_, each: unknown) =>
    each !== null && typeof each === 'object' && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  )
