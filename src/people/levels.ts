/** Levels on a channel, each including those before it. */
export const levels = ['contributor', 'publisher', 'approver', 'administrator'] as const

export type Level = (typeof levels)[number]

export const reaches = (held: Level | undefined, wanted: Level): boolean =>
  held !== undefined && levels.indexOf(held) >= levels.indexOf(wanted)
