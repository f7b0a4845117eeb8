import { createContext, use } from 'react'
import type { Channel } from './answers.ts'
import type { Draft, Target } from './draft.ts'
import type { Range } from './marks.ts'
import type { Check } from './useCheck.ts'
import type { Uploads } from './useUploads.ts'

/** What every part of the composer works on. */
export interface Desk {
  readonly draft: Draft
  change(how: (draft: Draft) => Draft): void
  readonly channels: readonly Channel[]
  readonly check: Check
  /** Channels that have a text of their own. */
  readonly own: ReadonlySet<string>
  readonly uploads: Uploads
  /** Shows a text and puts the focus on one of its fields, and on a range in it. */
  goTo(target: Target, field: string, range?: Range): void
}

export const DeskContext = createContext<Desk | undefined>(undefined)

export function useDesk(): Desk {
  const desk = use(DeskContext)
  if (!desk) throw new Error('a part of the composer stands outside of it')
  return desk
}
