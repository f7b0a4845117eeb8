/** Lets so much work run at a time, in the order in which it came. */
export function turns(most: number) {
  const waiting: (() => void)[] = []
  let busy = 0
  return async function inTurn<R>(work: () => Promise<R>): Promise<R> {
    if (busy < most) busy += 1
    // Whoever ends hands their turn on, so the count stays.
    else await new Promise<void>((resolve) => waiting.push(resolve))
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next === undefined) busy -= 1
      else next()
    }
  }
}
