import { useEffect } from 'react'

/** Where someone wants to be once a question is open: its own first stop is the way out again. */
export function useFirstFocus(selector: string) {
  useEffect(() => {
    const frame = requestAnimationFrame(() =>
      document.querySelector<HTMLElement>(`dialog[open] ${selector}`)?.focus(),
    )
    return () => cancelAnimationFrame(frame)
  }, [selector])
}
