import type { SystemCaller } from '../../platform/caller.ts'

/** Asked before a pump ends: whether something was added meanwhile. Asking takes the answer. */
export type Again = () => boolean

/**
 * One pump for each council in a process. A job that finds one at work tells it to ask again and
 * is done: two pumps would only share the same channels' few lanes.
 */
export class Pumps {
  readonly #pump: (caller: SystemCaller, again: Again) => Promise<void>
  readonly #asked = new Map<string, boolean>()

  constructor(pump: (caller: SystemCaller, again: Again) => Promise<void>) {
    this.#pump = pump
  }

  async run(caller: SystemCaller): Promise<void> {
    const { councilId } = caller
    if (this.#asked.has(councilId)) {
      this.#asked.set(councilId, true)
      return
    }
    this.#asked.set(councilId, false)
    try {
      await this.#pump(caller, () => {
        const asked = this.#asked.get(councilId) === true
        this.#asked.set(councilId, false)
        return asked
      })
    } finally {
      this.#asked.delete(councilId)
    }
  }
}
