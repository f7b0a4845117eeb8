import { useSingleKeys } from '../parts/useSingleKeys.ts'

/** j and k walk the lines of a list, wherever the focus stands; Enter opens, as on every link. */
export function useLineKeys(selector: string) {
  const walk = (by: number) => () => {
    const lines = [...document.querySelectorAll<HTMLElement>(selector)]
    const at = lines.findIndex((line) => line.matches(':focus'))
    const next = at === -1 ? (by > 0 ? 0 : lines.length - 1) : at + by
    lines[next]?.focus()
  }
  useSingleKeys({ j: walk(1), k: walk(-1) })
}
