import type { TestEvent } from 'node:test/reporters'

/** A reporter that writes nothing but how many tests there were and how many passed. */
export default async function* count(events: AsyncIterable<TestEvent>): AsyncGenerator<string> {
  for await (const { type, data } of events) {
    if (type === 'test:summary' && data.file === undefined) yield JSON.stringify(data.counts)
  }
}
