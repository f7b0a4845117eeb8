import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Bell, MoreIcon } from '../parts/icons.tsx'
import { later } from '../parts/later.tsx'
import type { placesFor } from './places.ts'
import './Rail.css'

const More = later(() => import('./More.tsx'))

interface Props {
  places: ReturnType<typeof placesFor>
  path: string
}

const isHere = (to: string, path: string) => (to === '/' ? path === '/' : path.startsWith(to))

export function Rail({ places, path }: Props) {
  return (
    <nav className="rail" aria-label="Main">
      <Link to="/" className="rail-mark">
        <Bell />
        Crier
      </Link>
      {[1, 2, 3].map((group) => (
        <ul key={group}>
          {places
            .filter((place) => place.group === group)
            .map((place) => (
              <li key={place.to}>
                <PlaceLink place={place} path={path} />
              </li>
            ))}
        </ul>
      ))}
    </nav>
  )
}

export function PlaceLink({
  place,
  path,
  onGo,
}: {
  place: Props['places'][number]
  path: string
  onGo?: () => void
}) {
  const Mark = place.icon
  return (
    <Link
      to={place.to}
      className="place"
      aria-current={isHere(place.to, path) ? 'page' : undefined}
      onClick={onGo}
    >
      <Mark />
      {place.name}
    </Link>
  )
}

/** On a phone: the first four at the bottom, the rest in a sheet. */
export function Foot({ places, path }: Props) {
  const [open, setOpen] = useState(false)
  const rest = places.slice(4)
  return (
    <nav className="foot" aria-label="Main">
      <ul>
        {places.slice(0, 4).map((place) => (
          <li key={place.to}>
            <PlaceLink place={place} path={path} />
          </li>
        ))}
        <li>
          <button
            type="button"
            className="place"
            aria-haspopup="dialog"
            data-here={rest.some((place) => isHere(place.to, path)) || undefined}
            onClick={() => setOpen(true)}
          >
            <MoreIcon />
            More
          </button>
        </li>
      </ul>
      {open && <More places={rest} path={path} onClose={() => setOpen(false)} />}
    </nav>
  )
}
