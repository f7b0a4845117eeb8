import { useState } from 'react'

/**
 * What is typed beside the text, kept for this tab so that a reload or a detour loses none of it.
 * The name is asked for at each change: a new post has none before its first save.
 */
export function useKept<T>(nameNow: () => string | undefined, start: () => T) {
  const [value, setValue] = useState(() => read<T>(nameNow()) ?? start())
  const keep = (next: T) => {
    setValue(next)
    const name = nameNow()
    if (name) attempt(() => sessionStorage.setItem(name, JSON.stringify(next)))
  }
  return [value, keep] as const
}

export const forget = (name: string) => attempt(() => sessionStorage.removeItem(name))

function read<T>(name: string | undefined): T | undefined {
  const text = name && attempt(() => sessionStorage.getItem(name))
  // Only useKept writes under these names, with the same type.
  return text ? (JSON.parse(text) as T) : undefined
}

/** Storage may be switched off or full; what was typed is still on the page. */
function attempt<T>(how: () => T): T | undefined {
  try {
    return how()
  } catch {
    return undefined
  }
}
