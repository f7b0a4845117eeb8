import type { Reply } from '../contracts.ts'

export type ChannelView = Reply<'GET /channels/:channelId'>

/** How long the network lets this sign-in stand. */
export function daysLeftSays({
  connection,
  daysLeft,
}: Pick<ChannelView, 'connection' | 'daysLeft'>) {
  if (connection.id === 'none') return ''
  if (daysLeft === null) return 'No end'
  if (daysLeft < 0) return 'Ended'
  return daysLeft === 1 ? '1 day' : `${daysLeft} days`
}

/** Counted in words that people use for text. */
export const units = {
  graphemes: 'characters',
  codepoints: 'characters',
  utf16: 'characters',
  bytes: 'bytes',
} as const
