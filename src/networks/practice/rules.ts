import { count } from '../count.ts'
import type { TextRule } from '../limits.ts'

const text: TextRule = {
  unit: 'graphemes',
  max: 500,
  perLink: 23,
  mentions: 'name-only',
  spoilerCounts: true,
}

/** What this network allows, as it also tells under /api/v2/instance. */
export const rules = {
  characters: text.max,
  perLink: 23,
  media: 4,
  altText: 1500,
  lengthOf: (post: string, spoiler: string) => count(post, text, spoiler),
}
