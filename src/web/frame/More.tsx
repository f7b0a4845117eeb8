import { Dialog } from '../parts/Dialog.tsx'
import type { placesFor } from './places.ts'
import { PlaceLink } from './Rail.tsx'

/** The places that do not fit at the foot of a phone. */
export default function More({
  places,
  path,
  onClose,
}: {
  places: ReturnType<typeof placesFor>
  path: string
  onClose(): void
}) {
  return (
    <Dialog title="More" place="foot" onClose={onClose}>
      <ul className="more">
        {places.map((place) => (
          <li key={place.to}>
            <PlaceLink place={place} path={path} onGo={onClose} />
          </li>
        ))}
      </ul>
    </Dialog>
  )
}
