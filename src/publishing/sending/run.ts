import { openCredential } from '../../channels/index.ts'
import { NetworkFailure, type Sealable } from '../../networks/index.ts'
import type { SystemCaller } from '../../platform/caller.ts'
import { newId } from '../../platform/id.ts'
import type { SealingKeys } from '../../platform/secrets.ts'
import { recordIntents } from '../actions/record-intents.ts'
import { recordOutcomes } from '../actions/record-outcomes.ts'
import { changeFor } from '../change.ts'
import type { Change, Intent } from '../store/machine.ts'
import { type Answer, type Fault, failureFrom, handOver, within } from './call.ts'
import { type Gatherer, gatherer } from './gatherer.ts'
import type { LaneWork, Passed } from './lanes.ts'
import { type Order, requestHash } from './order.ts'
import { changeAfter, missingFile, noConnector, pauseAfter } from './outcome.ts'
import type { SendingParts } from './parts.ts'
import { prepare } from './prepare.ts'

/** Intents and outcomes of many lanes share a transaction; no more than this many. */
const most = 50

interface Claim {
  readonly id: string
  /** After this the gate has to look again first: half the lease. */
  readonly freshUntil: Temporal.Instant
}

/** One pump's work on what it claimed: what is common to all its deliveries. */
export class Run implements LaneWork {
  readonly #parts: SendingParts
  readonly #caller: SystemCaller
  readonly #stopping: () => boolean
  readonly #claimOf = new Map<string, Claim>()
  readonly #intents: Gatherer<Intent, boolean>
  readonly #outcomes: Gatherer<Change, undefined>
  /** Something that waited behind a recorded delivery can leave now. */
  more = false

  constructor(parts: SendingParts, caller: SystemCaller, stopping: () => boolean) {
    this.#parts = parts
    this.#caller = caller
    this.#stopping = stopping
    this.#intents = gatherer(most, (intents) => this.#writeIntents(intents))
    this.#outcomes = gatherer(most, (changes) => this.#writeOutcomes(changes))
  }

  take(id: string, orders: readonly Order[]): void {
    const { clock, pace } = this.#parts
    const freshUntil = clock.now().add({ milliseconds: Math.floor(pace.lease / 2) })
    for (const order of orders) this.#claimOf.set(order.deliveryId, { id, freshUntil })
  }

  /** Prepare, write down the intent, hand over, write down the answer: always in this order. */
  async send(order: Order): Promise<Passed> {
    try {
      if (!this.#stopping() && this.#isFresh(order)) return await this.#send(order)
      await this.putBack(order, this.#parts.clock.now())
      return { pause: null }
    } catch (error) {
      // The database is away, or the code is wrong. What was written down decides what follows: a
      // claim runs out, an attempt becomes unconfirmed.
      const { log, clock, pace } = this.#parts
      log.error({ err: error, deliveryId: order.deliveryId }, 'a delivery broke off')
      return { pause: clock.now().add({ milliseconds: pace.retries[0] ?? 1000 }) }
    } finally {
      this.#claimOf.delete(order.deliveryId)
    }
  }

  /** What waited long behind a slow network is put before the gate again. */
  #isFresh({ deliveryId }: Order): boolean {
    const claim = this.#claimOf.get(deliveryId)
    if (claim === undefined) return false
    return Temporal.Instant.compare(this.#parts.clock.now(), claim.freshUntil) <= 0
  }

  async #send(order: Order): Promise<Passed> {
    const { passed, networks, keys } = this.#parts
    passed?.('claimed')
    const network = networks.find(order.network)?.publishing
    if (network === undefined) return this.#note(this.#hold(order, noConnector))
    const opened = openFor(keys, order)
    if ('fault' in opened) return this.#finish(order, null, opened.fault)
    const there = { network, credential: opened.credential }
    const ready = await prepare(this.#parts, this.#caller.councilId, there, order)
    passed?.('prepared')
    if ('missing' in ready) return this.#note(this.#hold(order, missingFile))
    if ('fault' in ready) return this.#finish(order, null, ready.fault)
    const attemptId = newId()
    const { mediaIds } = ready
    const begun = await this.#intents.add({
      deliveryId: order.deliveryId,
      attemptId,
      requestHash: requestHash(order),
      mediaIds,
    })
    // Withdrawn, held or taken by someone else since it was claimed.
    if (!begun) return { pause: null }
    passed?.('handed-over')
    const answer = await this.#call(order, handOver(there, order, mediaIds))
    passed?.('answered')
    const after = await this.#finish(order, attemptId, answer)
    passed?.('recorded')
    return after
  }

  async #call(order: Order, calling: Promise<Answer>): Promise<Answer | Fault> {
    const { metrics, pace } = this.#parts
    const end = metrics.call.startTimer({ network: order.network })
    try {
      return await within(pace.answerWithin, calling)
    } catch (error) {
      return failureFrom(error)
    } finally {
      end()
    }
  }

  async #finish(order: Order, attemptId: string | null, answer: Answer | Fault): Promise<Passed> {
    const { clock, pace, metrics } = this.#parts
    const now = clock.now()
    const claimId = attemptId === null ? this.#claimOf.get(order.deliveryId)?.id : undefined
    const delivery = { id: order.deliveryId, attempt_id: attemptId }
    const change = changeAfter(delivery, answer, { claimId, tries: order.tries, now, pace })
    metrics.outcomes.inc({ network: order.network, outcome: change.to })
    if (change.to === 'sent')
      metrics.lateness.observe(Math.max(0, order.dueAt.until(now).total('seconds')))
    await this.#outcomes.add(change)
    return { pause: pauseAfter(change, now, pace) }
  }

  async #note(change: Change | null): Promise<Passed> {
    if (change !== null) await this.#outcomes.add(change)
    return { pause: null }
  }

  #hold(order: Order, held: { why: 'asked' | 'unfit'; says: string }): Change | null {
    const claimId = this.#claimOf.get(order.deliveryId)?.id
    if (claimId === undefined) return null
    const delivery = { id: order.deliveryId, attempt_id: null }
    return changeFor(delivery, { to: 'held', claimId, held: { ...held, clauses: [] } })
  }

  async putBack(order: Order, until: Temporal.Instant): Promise<void> {
    const claimId = this.#claimOf.get(order.deliveryId)?.id
    this.#claimOf.delete(order.deliveryId)
    if (claimId === undefined) return
    const delivery = { id: order.deliveryId, attempt_id: null }
    try {
      await this.#outcomes.add(changeFor(delivery, { to: 'due', claimId, nextAt: until }))
    } catch (error) {
      this.#parts.log.error({ err: error }, 'a delivery was not put back')
    }
  }

  async #writeIntents(intents: readonly Intent[]): Promise<boolean[]> {
    const { door, pace } = this.#parts
    const begun = new Set<string>()
    // Claims differ only while one batch ends and the next begins.
    const byClaim = Map.groupBy(
      intents,
      ({ deliveryId }) => this.#claimOf.get(deliveryId)?.id ?? '',
    )
    for (const [claimId, own] of byClaim) {
      const input = { claimId, intents: own, answerWithin: pace.answerWithin }
      const written = await door.run(recordIntents, this.#caller, input)
      for (const id of written.begun) begun.add(id)
    }
    return intents.map(({ deliveryId }) => begun.has(deliveryId))
  }

  async #writeOutcomes(changes: readonly Change[]): Promise<undefined[]> {
    try {
      await this.#write(changes)
    } catch (error) {
      if (changes.length === 1) throw error
      // One that cannot be written down must not leave the others of its batch without an answer.
      this.#parts.log.warn({ err: error }, 'outcomes are written one by one')
      for (const change of changes) await this.#write([change]).catch(() => {})
    }
    return changes.map(() => undefined)
  }

  async #write(changes: readonly Change[]): Promise<void> {
    const written = await this.#parts.door.run(recordOutcomes, this.#caller, { changes })
    if (written.more) this.more = true
  }
}

/** A sign-in that no key opens any more is a fault of its channel, before anything was sent. */
function openFor(
  keys: SealingKeys,
  { credential }: Order,
): { credential: Sealable } | { fault: Fault } {
  try {
    return { credential: openCredential(keys, credential) }
  } catch (error) {
    if (!(error instanceof NetworkFailure)) throw error
    return { fault: failureFrom(error) }
  }
}
