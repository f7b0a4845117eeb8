import { useSyncExternalStore } from 'react'

/** How long a sentence stays: long enough to read twice. */
const seconds = 6

let sentence = ''
let timer: ReturnType<typeof setTimeout> | undefined
const watchers = new Set<() => void>()

function put(words: string): void {
  sentence = words
  for (const tell of watchers) tell()
}

/** Says that something was done, in sight and to screen readers. */
export function say(words: string): void {
  clearTimeout(timer)
  put(words)
  timer = setTimeout(() => put(''), seconds * 1000)
}

export const useSaid = () =>
  useSyncExternalStore(
    (tell) => {
      watchers.add(tell)
      return () => watchers.delete(tell)
    },
    () => sentence,
  )
