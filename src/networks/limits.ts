/**
 * What a network allows, as data: asked of the server where it tells, a dated default where not.
 * Plain JSON, so that a channel can keep it and the browser can count with it.
 */
export interface Limits {
  /** When the server told this, or the day on which the default was true (ISO 8601). */
  readonly asOf: string
  /** Told by the server; false for a dated default. */
  readonly told: boolean
  readonly text: TextRule
  readonly media: MediaRule
  readonly visibilities: readonly Visibility[]
  /** How many posts a thread of our own may have; null where the network sets no end. */
  readonly thread: { readonly most: number | null }
}

export type Visibility = 'public' | 'unlisted' | 'followers' | 'direct'

export interface TextRule {
  readonly unit: CountUnit
  readonly max: number
  /** What every link counts, whatever its length; null where a link counts as it is written. */
  readonly perLink: number | null
  /** `name-only`: of @name@server only @name counts. */
  readonly mentions: 'whole' | 'name-only'
  /** A content warning counts towards the same maximum. */
  readonly spoilerCounts: boolean
}

/** `graphemes` are what a reader sees as one character: an emoji family is one. */
export type CountUnit = 'graphemes' | 'codepoints' | 'utf16' | 'bytes'

export interface MediaRule {
  readonly most: number
  /** MIME types that Crier may send there. */
  readonly types: readonly string[]
  readonly imageBytes: number
  /** Width times height; null where the network does not say. */
  readonly imagePixels: number | null
  readonly altText: { readonly unit: CountUnit; readonly max: number }
}
