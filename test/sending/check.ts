import type { StoredPost } from '../../src/networks/mastodon/fake-state.ts'

/** A delivery as it ended. */
export interface Settled {
  readonly channel_id: string
  readonly version_id: string
  readonly position: number
  readonly state: string
  readonly held_why: string | null
  readonly remote_id: string | null
  readonly text: string
  readonly post_state: string
  readonly alarms: readonly string[]
  readonly entries: readonly string[]
}

/**
 * Holds what the machine says against what the network really stored: none twice, none lost, none
 * silent. Gives one sentence for each thing that is wrong.
 */
export function check(deliveries: readonly Settled[], stored: readonly StoredPost[]): string[] {
  return [
    ...ofTexts(deliveries, stored),
    ...ofThreads(deliveries, stored),
    ...deliveries.flatMap(ofOne),
  ]
}

function ofTexts(deliveries: readonly Settled[], stored: readonly StoredPost[]): string[] {
  const wrong: string[] = []
  for (const text of new Set(deliveries.map((delivery) => delivery.text))) {
    const own = deliveries.filter((delivery) => delivery.text === text)
    const there = stored.filter((post) => post.text === text).length
    const sent = own.filter((delivery) => delivery.state === 'sent').length
    const unsure = own.filter((delivery) => delivery.state === 'unconfirmed').length
    if (there > own.length) wrong.push(`Sent twice: "${text}" is there ${there} times.`)
    else if (there > sent + unsure) wrong.push(`Arrived unseen: "${text}".`)
    if (there < sent) wrong.push(`Lost: "${text}" is said to be there and is not.`)
  }
  const known = new Set(deliveries.map((delivery) => delivery.text))
  const strange = stored.filter((post) => !known.has(post.text))
  return [...wrong, ...strange.map((post) => `Nobody wrote this: "${post.text}".`)]
}

function ofThreads(deliveries: readonly Settled[], stored: readonly StoredPost[]): string[] {
  return deliveries.flatMap((delivery) => {
    if (delivery.position === 0 || delivery.state !== 'sent') return []
    const before = deliveries.find(
      (other) =>
        other.version_id === delivery.version_id && other.position === delivery.position - 1,
    )
    const post = stored.find((each) => each.id === delivery.remote_id)
    return post?.replyTo === before?.remote_id ? [] : [`Out of its thread: "${delivery.text}".`]
  })
}

function ofOne(delivery: Settled): string[] {
  const { state, alarms, entries, text } = delivery
  const wrong: string[] = []
  if (!['sent', 'refused', 'held', 'unconfirmed'].includes(state))
    wrong.push(`Silent: "${text}" is still ${state}.`)
  const behind = state === 'held' && delivery.held_why === 'thread'
  if (state !== 'sent' && !behind && !alarms.includes(state))
    wrong.push(`No alarm: "${text}" is ${state} and nobody is told.`)
  if (state === 'sent' && alarms.length > 0)
    wrong.push(`False alarm: "${text}" was sent and still has one.`)
  if (state === 'sent' && delivery.remote_id === null)
    wrong.push(`No address: "${text}" was sent and nobody knows where it is.`)
  if (!entries.includes(`delivery.${state}`) && !behind)
    wrong.push(`Not in the ledger: "${text}" is ${state}.`)
  if (delivery.post_state === 'scheduled' || delivery.post_state === 'sending')
    wrong.push(`The post of "${text}" still says ${delivery.post_state}.`)
  return wrong
}
