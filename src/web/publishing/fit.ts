import type { Checked } from './answers.ts'
import { chosen, type Draft, partsFor, type Target } from './draft.ts'

type Told = Checked['problems'][number]

/** What a network cannot take, and the field that would put it right. */
export interface Misfit {
  readonly target: Target
  /** The field's name: its element is called field-<name>. */
  readonly field: string
  readonly sentence: string
}

/** Channels that follow the shared text have the same trouble with it: it is told once. */
export function misfits(problems: readonly Told[], draft: Draft): Misfit[] {
  const found = problems.map((problem) => misfitOf(problem, draft))
  const named = found.map((each) => [`${each.field} ${each.sentence}`, each] as const)
  return [...new Map(named).values()]
}

function misfitOf({ channelId, position, field, media, sentence }: Told, draft: Draft): Misfit {
  if (field === 'visibility') return { target: null, field, sentence }
  const target = channelId !== null && chosen(draft, channelId)?.own ? channelId : null
  const part = partsFor(draft, target)[position]
  const picture = media === null ? undefined : part?.pictures[media]
  return { target, field: picture?.key ?? part?.key ?? 'channels', sentence }
}
