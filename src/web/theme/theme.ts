import { useSyncExternalStore } from 'react'

export type Choice = 'system' | 'light' | 'dark'

const key = 'crier.theme'
const root = document.documentElement
const watchers = new Set<() => void>()

export const chosenTheme = (): Choice =>
  root.dataset.theme === 'light' || root.dataset.theme === 'dark' ? root.dataset.theme : 'system'

/** Kept on this device only; theme.js reads it before the first paint. */
export function chooseTheme(choice: Choice): void {
  if (choice === 'system') {
    delete root.dataset.theme
    localStorage.removeItem(key)
  } else {
    root.dataset.theme = choice
    localStorage.setItem(key, choice)
  }
  for (const tell of watchers) tell()
}

export const useTheme = () =>
  useSyncExternalStore((tell) => {
    watchers.add(tell)
    return () => watchers.delete(tell)
  }, chosenTheme)
