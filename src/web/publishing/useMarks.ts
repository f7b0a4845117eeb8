import { useDesk } from './desk.ts'
import { carry, marksAt, type OutcomeRange, type Place } from './marks.ts'

/** Where the verdict points to in one text, as that text stands now. */
export function useMarks(place: Place, now: string): OutcomeRange[] {
  const { check, own } = useDesk()
  if (!check.answer || !check.content) return []
  const items =
    place.channelId === null
      ? check.content.items
      : check.content.channels.find(({ channelId }) => channelId === place.channelId)?.items
  const item = items?.[place.item]
  const was = place.field === 'text' ? item?.text : item?.media[place.index]?.alt
  if (was === undefined) return []
  return carry(marksAt(check.answer.verdict.reasons, place, own), was, now)
}
