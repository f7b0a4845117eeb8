/**
 * Gathers what many ask for at the same time into one piece of work. While one batch is under way
 * the next one fills, so that batches grow with the load and a lone request waits for nothing.
 */
export interface Gatherer<In, Out> {
  add(item: In): Promise<Out>
}

interface Waiting<In, Out> {
  readonly item: In
  resolve(out: Out): void
  reject(error: unknown): void
}

export function gatherer<In, Out>(
  most: number,
  work: (batch: readonly In[]) => Promise<readonly Out[]>,
): Gatherer<In, Out> {
  const waiting: Waiting<In, Out>[] = []
  let running = false

  const run = async () => {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, most)
      try {
        const outs = await work(batch.map((each) => each.item))
        for (const [index, each] of batch.entries()) {
          // One answer for each item, in their order: `work` keeps to that.
          each.resolve(outs[index] as Out)
        }
      } catch (error) {
        for (const each of batch) each.reject(error)
      }
    }
    running = false
  }

  return {
    add(item) {
      const promise = new Promise<Out>((resolve, reject) => {
        waiting.push({ item, resolve, reject })
      })
      if (!running) {
        running = true
        // Everything that is asked for in this turn goes together.
        setImmediate(run)
      }
      return promise
    },
  }
}
