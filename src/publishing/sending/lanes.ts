import type { Order } from './order.ts'

/** What one delivery says about the others on its channel. */
export interface Passed {
  /** The channel is to be left alone until then; what was taken for it goes back. */
  readonly pause: Temporal.Instant | null
}

export interface LaneWork {
  send(order: Order): Promise<Passed>
  /** Puts back what was taken and will not be sent now. */
  putBack(order: Order, until: Temporal.Instant): Promise<void>
}

/**
 * Runs orders side by side: a few on each channel, more over all, in the order in which they came.
 * A slow or failing channel holds up only itself.
 */
export class Lanes {
  readonly #work: LaneWork
  readonly #atOnce: number
  readonly #perChannel: number
  readonly #queues = new Map<string, Order[]>()
  readonly #running = new Map<string, number>()
  readonly #paused = new Map<string, Temporal.Instant>()
  #waiters: { below: number; resolve: () => void }[] = []
  #queued = 0
  #underWay = 0

  constructor(work: LaneWork, atOnce: number, perChannel: number) {
    this.#work = work
    this.#atOnce = atOnce
    this.#perChannel = perChannel
  }

  get size(): number {
    return this.#queued + this.#underWay
  }

  /** Channels that have enough to do: nothing more is taken for them now. */
  get busy(): string[] {
    const enough = this.#perChannel * 4
    const full = this.#queues.entries().filter(([, queue]) => queue.length >= enough)
    return full.map(([channelId]) => channelId).toArray()
  }

  add(orders: readonly Order[]): void {
    for (const order of orders) {
      const queue = this.#queues.get(order.channelId) ?? []
      queue.push(order)
      this.#queues.set(order.channelId, queue)
      this.#queued += 1
    }
    this.#start()
  }

  /** Resolves once fewer than `count` orders are queued or under way. */
  below(count: number): Promise<void> {
    if (this.size < count) return Promise.resolve()
    return new Promise((resolve) => {
      this.#waiters.push({ below: count, resolve })
    })
  }

  #start(): void {
    for (const [channelId, queue] of this.#queues) {
      while (this.#underWay < this.#atOnce && this.#on(channelId) < this.#perChannel) {
        const order = queue.shift()
        if (order === undefined) break
        this.#queued -= 1
        this.#underWay += 1
        this.#running.set(channelId, this.#on(channelId) + 1)
        this.#run(order)
      }
      if (queue.length === 0) this.#queues.delete(channelId)
    }
  }

  #on(channelId: string): number {
    return this.#running.get(channelId) ?? 0
  }

  async #run(order: Order): Promise<void> {
    const { channelId } = order
    const until = this.#paused.get(channelId)
    try {
      if (until !== undefined) await this.#work.putBack(order, until)
      else {
        const { pause } = await this.#work.send(order)
        if (pause !== null) this.#paused.set(channelId, pause)
      }
    } finally {
      this.#underWay -= 1
      this.#running.set(channelId, this.#on(channelId) - 1)
      // Only for what is queued here now: the next round asks the database again.
      if (this.#on(channelId) === 0 && !this.#queues.has(channelId)) this.#paused.delete(channelId)
      this.#start()
      this.#tell()
    }
  }

  #tell(): void {
    const ready = this.#waiters.filter((waiter) => this.size < waiter.below)
    this.#waiters = this.#waiters.filter((waiter) => this.size >= waiter.below)
    for (const waiter of ready) waiter.resolve()
  }
}
