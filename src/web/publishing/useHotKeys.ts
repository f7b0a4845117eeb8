import { useEffect, useRef } from 'react'

/** Ctrl Enter submits and Ctrl S saves, wherever the focus stands on the page. */
export function useHotKeys(submit: () => void, save: () => void) {
  const latest = useRef({ submit, save })
  useEffect(() => {
    latest.current = { submit, save }
  })
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return
      if (event.target instanceof Element && event.target.closest('dialog')) return
      if (event.key === 'Enter') latest.current.submit()
      else if (event.key === 's') latest.current.save()
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
}
