import { Link, type LinkProps } from '@tanstack/react-router'
import { type ButtonHTMLAttributes, useId } from 'react'
import type { Icon } from './icons.tsx'
import './Button.css'

/** primary: the one thing to do here. plain: anything else. quiet: in rows and bars. danger: cannot be lightly undone. */
type Kind = 'primary' | 'plain' | 'quiet' | 'danger'

interface Looks {
  kind?: Kind | undefined
  icon?: Icon | undefined
}

interface Props extends Looks, Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'disabled'> {
  /** Under way: what to show instead of the label. */
  busy?: string | false | undefined
  /** Why it cannot be used now, as a sentence. It stays reachable, so that the reason can be read. */
  why?: string | undefined
}

export function Button({ kind = 'plain', icon: Mark, busy, why, children, ...rest }: Props) {
  const id = useId()
  const off = Boolean(why) || Boolean(busy)
  return (
    <>
      <button
        type="button"
        {...rest}
        className={`button ${kind} ${rest.className ?? ''}`}
        aria-disabled={off || undefined}
        aria-describedby={why ? id : undefined}
        onClick={off ? (event) => event.preventDefault() : rest.onClick}
      >
        {Mark && <Mark />}
        {busy || children}
      </button>
      {why && (
        <span id={id} className="button-why small soft">
          {why}
        </span>
      )}
    </>
  )
}

/** A link that looks like a button: it goes somewhere, it does nothing. */
export function LinkButton({
  kind = 'plain',
  icon: Mark,
  children,
  ...rest
}: Looks & Omit<LinkProps, 'children'> & { children: React.ReactNode }) {
  return (
    <Link {...rest} className={`button ${kind}`}>
      {Mark && <Mark />}
      {children}
    </Link>
  )
}

/** A button that shows only its icon: the label is read out and shown on hover. */
export function IconButton({
  icon: Mark,
  label,
  ...rest
}: { icon: Icon; label: string } & ButtonHTMLAttributes<HTMLButtonElement>) {
  return (
    <button type="button" title={label} aria-label={label} {...rest} className="icon-button">
      <Mark />
    </button>
  )
}
