import type { PostFacts } from './facts.ts'
import type { Mark } from './verdict.ts'

/** Every text of a post that the public would read, with how to mark a place in it. */
export interface PublicText {
  readonly text: string
  /** Whether these are the words of someone else that the post repeats. */
  readonly quoted: boolean
  mark(span: { readonly start: number; readonly end: number }): Mark
}

export function textsOf(post: PostFacts): PublicText[] {
  return post.variants.flatMap(({ channelId, items }) =>
    items.flatMap(({ text, altTexts, quoted }, item) => [
      place(text, false, { channelId, item, field: 'text', index: 0 }),
      ...altTexts.map((alt, index) =>
        place(alt, false, { channelId, item, field: 'altText', index }),
      ),
      ...(quoted === null
        ? []
        : [place(quoted, true, { channelId, item, field: 'quoted', index: 0 })]),
    ]),
  )
}

export function place(
  text: string,
  quoted: boolean,
  where: Omit<Mark, 'start' | 'end'>,
): PublicText {
  return { text, quoted, mark: ({ start, end }) => ({ ...where, start, end }) }
}
