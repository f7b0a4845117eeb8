import type { Mark, Reason } from './answers.ts'

export interface Range {
  readonly start: number
  readonly end: number
}
export interface OutcomeRange extends Range {
  readonly outcome: Reason['outcome']
}

/** Where the verdict points to in one text. */
export interface Place {
  readonly channelId: string | null
  readonly item: number
  readonly field: 'text' | 'altText'
  readonly index: number
}

/** A mark on a channel that follows the shared text stands in the shared text. */
export function marksAt(
  reasons: readonly Reason[],
  place: Place,
  own: ReadonlySet<string>,
): OutcomeRange[] {
  const found = reasons.flatMap((reason) =>
    reason.marks
      .filter(
        (mark) =>
          homeOf(mark, own) === place.channelId &&
          mark.item === place.item &&
          mark.field === place.field &&
          mark.index === place.index,
      )
      .map(({ start, end }) => ({ start, end, outcome: reason.outcome })),
  )
  // Each channel that follows marks the same words.
  const key = ({ start, end, outcome }: OutcomeRange) => `${start} ${end} ${outcome}`
  return [...new Map(found.map((range) => [key(range), range])).values()]
}

export const homeOf = (mark: Mark, own: ReadonlySet<string>) =>
  mark.channelId !== null && own.has(mark.channelId) ? mark.channelId : null

/** Ranges of a text that was checked, carried to the text as it stands now. What was retyped is dropped. */
export function carry<R extends Range>(ranges: readonly R[], was: string, now: string): R[] {
  if (was === now) return [...ranges]
  const most = Math.min(was.length, now.length)
  let head = 0
  while (head < most && was[head] === now[head]) head += 1
  let tail = 0
  while (tail < most - head && was.at(-1 - tail) === now.at(-1 - tail)) tail += 1
  const shift = now.length - was.length
  return ranges.flatMap((range) => {
    if (range.end <= head) return [range]
    if (range.start >= was.length - tail)
      return [{ ...range, start: range.start + shift, end: range.end + shift }]
    return []
  })
}

export interface Piece {
  readonly text: string
  readonly outcome: Reason['outcome'] | undefined
}

/** A text cut into marked and unmarked pieces; where marks overlap, the first in the list wins. */
export function pieces(text: string, ranges: readonly OutcomeRange[]): Piece[] {
  const edges = new Set([0, text.length])
  for (const { start, end } of ranges) edges.add(clamp(start, text)).add(clamp(end, text))
  const sorted = [...edges].sort((a, b) => a - b)
  return sorted.slice(0, -1).map((start, at) => {
    const end = sorted[at + 1] ?? text.length
    const over = ranges.find((range) => range.start <= start && range.end >= end)
    return { text: text.slice(start, end), outcome: over?.outcome }
  })
}

const clamp = (at: number, text: string) => Math.max(0, Math.min(at, text.length))
