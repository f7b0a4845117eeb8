import { hash, randomFillSync } from 'node:crypto'

const random = new Uint8Array(10)
let lastMillisecond = 0
let counter = 0

/**
 * A UUIDv7 (RFC 9562): sorts by the time it was made. Within one millisecond a counter keeps the
 * order, so that rows written by one process sort as they were written.
 */
export function newId(at: number = Temporal.Now.instant().epochMilliseconds): string {
  randomFillSync(random)
  if (at > lastMillisecond) {
    lastMillisecond = at
    counter = 0
  } else {
    counter += 1
    if (counter > 0xfff) {
      lastMillisecond += 1
      counter = 0
    }
  }
  const time = lastMillisecond.toString(16).padStart(12, '0')
  const sequence = counter.toString(16).padStart(3, '0')
  random[0] = ((random[0] ?? 0) & 0x3f) | 0x80
  const rest = random.toHex()
  return `${time.slice(0, 8)}-${time.slice(8)}-7${sequence}-${rest.slice(0, 4)}-${rest.slice(4, 16)}`
}

/** The same name under the same parent always gives the same id: a key that survives a restart. */
export function idFrom(parent: string, name: string): string {
  const hex = hash('sha256', `${parent}\n${name}`, 'hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}
