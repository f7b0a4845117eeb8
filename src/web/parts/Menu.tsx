import { Link, type LinkProps } from '@tanstack/react-router'
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import type { Icon } from './icons.tsx'
import './Menu.css'

export interface MenuItem {
  label: string
  icon?: Icon
  danger?: boolean
  /** For a choice among several: whether this is the one. */
  on?: boolean
  to?: LinkProps['to']
  onChoose?(): void
}

interface Props {
  /** What the button is called; shown unless `face` is given. */
  label: string
  face: ReactNode
  items: readonly MenuItem[]
  /** Stands above the items. */
  head?: ReactNode
  /** Open from the start, where the first click is what brought it here. */
  opened?: boolean
}

/** A button that opens a short list. Arrow keys walk, Escape closes and gives focus back. */
export function Menu({ label, face, items, head, opened = false }: Props) {
  const [open, setOpen] = useState(opened)
  const box = useRef<HTMLDivElement>(null)
  const id = useId()

  const close = (giveBack = false) => {
    setOpen(false)
    if (giveBack) box.current?.querySelector('button')?.focus()
  }
  useEffect(() => {
    if (!open) return
    box.current?.querySelector<HTMLElement>('[role^=menuitem]')?.focus()
    const outside = (event: PointerEvent) => {
      if (event.target instanceof Node && !box.current?.contains(event.target)) setOpen(false)
    }
    document.addEventListener('pointerdown', outside)
    return () => document.removeEventListener('pointerdown', outside)
  }, [open])

  return (
    <div className="menu" ref={box}>
      <button
        type="button"
        className="menu-face"
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {face}
      </button>
      {open && (
        <div className="menu-list">
          {head}
          <div
            id={id}
            role="menu"
            aria-label={label}
            tabIndex={-1}
            onKeyDown={(event) => walk(event, () => close(true))}
            onBlur={({ relatedTarget }) => {
              if (relatedTarget && !box.current?.contains(relatedTarget)) close()
            }}
          >
            {items.map((item) => (
              <MenuLine key={item.label} item={item} onDone={close} />
            ))}
          </div>
        </div>
      )}
    </div>
  )
}

function MenuLine({ item, onDone }: { item: MenuItem; onDone(): void }) {
  const { icon: Mark, label, to, on, danger, onChoose } = item
  const inside = (
    <>
      {Mark && <Mark />}
      {label}
    </>
  )
  const looks = {
    className: danger ? 'menu-line grave' : 'menu-line',
    tabIndex: -1,
  }
  const choose = () => {
    onDone()
    onChoose?.()
  }
  if (to)
    return (
      <Link {...looks} role="menuitem" to={to} onClick={() => onDone()}>
        {inside}
      </Link>
    )
  if (on !== undefined)
    return (
      <button type="button" {...looks} role="menuitemradio" aria-checked={on} onClick={choose}>
        {inside}
      </button>
    )
  return (
    <button type="button" {...looks} role="menuitem" onClick={choose}>
      {inside}
    </button>
  )
}

function walk(event: KeyboardEvent<HTMLElement>, close: () => void) {
  const lines = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^=menuitem]')]
  const at = lines.findIndex((each) => each.matches(':focus'))
  const to = {
    ArrowDown: (at + 1) % lines.length,
    ArrowUp: (at - 1 + lines.length) % lines.length,
    Home: 0,
    End: lines.length - 1,
  }[event.key]
  if (event.key === 'Escape') close()
  else if (to === undefined) return
  else lines[to]?.focus()
  event.preventDefault()
  event.stopPropagation()
}
