import type { DeliveryView, PostCard } from '../../publishing/contract.ts'
import { State } from '../parts/State.tsx'

/** The state of a post; `full` with who and since when. */
export function StateOfPost({ of, full = false }: { of: PostCard['state']; full?: boolean }) {
  const more = full ? { by: of.by?.name, at: of.since } : {}
  return <State is={of.id} word={of.word} {...more} />
}

export const StateOfDelivery = ({ of }: { of: DeliveryView['state'] }) => (
  <State is={of.id} word={of.word} />
)
