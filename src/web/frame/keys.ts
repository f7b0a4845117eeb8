import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import type { Overlay } from './Frame.tsx'
import type { placesFor } from './places.ts'

const switchName = 'crier.keys'

/** People who dictate or hit keys by accident can switch single keys off; Ctrl K always works. */
export const singleKeys = () => localStorage.getItem(switchName) !== 'off'
export function setSingleKeys(on: boolean): void {
  if (on) localStorage.removeItem(switchName)
  else localStorage.setItem(switchName, 'off')
}

const isTyping = (at: EventTarget | null) =>
  at instanceof HTMLElement &&
  (at.isContentEditable || at.matches('input, textarea, select') || at.closest('dialog') !== null)

/** How long a g waits for the letter after it. */
const patience = 1200

/** Ctrl K, ?, n, and g with a letter. */
export function useKeys(places: ReturnType<typeof placesFor>, open: (overlay: Overlay) => void) {
  const navigate = useNavigate()
  useEffect(() => {
    // Never: a page that was just loaded has seen no g.
    let gone = Number.NEGATIVE_INFINITY
    function press(event: KeyboardEvent) {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        open('commands')
        return
      }
      if (event.ctrlKey || event.metaKey || event.altKey) return
      if (isTyping(event.target) || !singleKeys()) return
      const after = event.timeStamp - gone < patience
      gone = event.key === 'g' ? event.timeStamp : Number.NEGATIVE_INFINITY
      const place = after && places.find(({ key }) => key === event.key)
      if (place) void navigate({ to: place.to })
      else if (event.key === '?') open('shortcuts')
      else if (event.key === 'n' && !after) void navigate({ to: '/posts/new' })
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [places, open, navigate])
}
