import { useEffect, useRef } from 'react'
import { singleKeys } from '../frame/keys.ts'

type Acts = Readonly<Record<string, (() => void) | undefined>>

const busy = (at: EventTarget | null) =>
  at instanceof HTMLElement && at.closest('input, textarea, select, dialog, [role=menu]') !== null

/** Keys of one character for this page, unless someone types, a dialog is open or they are switched off. */
export function useSingleKeys(acts: Acts) {
  const latest = useRef(acts)
  useEffect(() => {
    latest.current = acts
  })
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
      const act = latest.current[event.key]
      if (!act || busy(event.target) || !singleKeys()) return
      event.preventDefault()
      act()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
