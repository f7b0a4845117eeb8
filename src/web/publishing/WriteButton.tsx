import { useMe } from '../me.ts'
import { LinkButton } from '../parts/Button.tsx'
import { AddIcon } from '../parts/icons.tsx'

/** The way to a new post, for everyone who may write at all. */
export function WriteButton({ on }: { on?: string | undefined }) {
  const { readOnly } = useMe()
  if (readOnly) return null
  return (
    <LinkButton kind="primary" icon={AddIcon} to="/posts/new" search={on ? { on } : {}}>
      Write a post
    </LinkButton>
  )
}

/** The same, from a day of the calendar. */
export function WriteOnDay({ day, kind }: { day: string; kind: 'plain' | 'quiet' }) {
  const { readOnly } = useMe()
  if (readOnly) return null
  return (
    <LinkButton kind={kind} to="/posts/new" search={{ on: day }}>
      New post on this day
    </LinkButton>
  )
}
