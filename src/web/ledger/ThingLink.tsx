import { Link } from '@tanstack/react-router'
import { PersonName } from '../people/PersonName.tsx'

interface Thing {
  kind: string
  id: string
}

/** Who did it: a person, or a job of Crier itself. */
export function Actor({ actor }: { actor: { kind: string; id: string } }) {
  if (actor.kind === 'person') return <PersonName id={actor.id} />
  if (actor.kind === 'system') return <>Crier ({actor.id})</>
  return <>Nobody signed in</>
}

/** To what it was done, with a link to its page where it has one. */
export function ThingLink({ thing }: { thing: Thing }) {
  // Ids begin with the time; what tells two of them apart stands at the end.
  const short = thing.id.slice(-6)
  if (thing.kind === 'post')
    return (
      <Link to="/posts/$postId" params={{ postId: thing.id }}>
        Post {short}
      </Link>
    )
  if (thing.kind === 'channel')
    return (
      <Link to="/channels/$channelId" params={{ channelId: thing.id }}>
        Channel {short}
      </Link>
    )
  if (thing.kind === 'person') return <PersonName id={thing.id} />
  return (
    <code className="wrap-anywhere">
      {thing.kind} {short}
    </code>
  )
}
