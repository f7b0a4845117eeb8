import { IconButton } from '../parts/Button.tsx'
import { BinIcon, DownIcon } from '../parts/icons.tsx'
import { UpIcon } from '../parts/UpIcon.tsx'
import type { Picture } from './draft.ts'
import { MarkedArea } from './MarkedArea.tsx'
import type { Place } from './marks.ts'
import { thumbnail } from './TextOfPost.tsx'
import { useMarks } from './useMarks.ts'

interface Props {
  picture: Picture
  place: Place
  of: number
  onChange(how: (picture: Picture) => Picture): void
  onShift(by: number): void
  onRemove(): void
}

/** One picture with what it shows, or why that need not be said. */
export function PictureEditor({ picture, place, of, onChange, onShift, onRemove }: Props) {
  const id = `field-${picture.key}`
  const number = place.index + 1
  const decorative = picture.decorative !== undefined
  return (
    <li className="picture">
      <img src={thumbnail(picture.fileId)} alt="" />
      <div className="stack tight">
        {decorative ? (
          <div className="field">
            <label htmlFor={id}>Why picture {number} needs no description</label>
            <input
              id={id}
              value={picture.decorative}
              maxLength={300}
              placeholder="It only repeats what the text says"
              onChange={(event) => {
                const { value } = event.target
                onChange((now) => ({ ...now, decorative: value }))
              }}
            />
          </div>
        ) : (
          <Description id={id} picture={picture} place={place} onChange={onChange} />
        )}
        <label className="tick small">
          <input
            type="checkbox"
            checked={decorative}
            onChange={(event) => {
              const on = event.target.checked
              onChange((now) => ({ ...now, decorative: on ? '' : undefined }))
            }}
          />
          <span>Decorative: it says nothing that the text does not</span>
        </label>
      </div>
      <div className="picture-acts">
        {number > 1 && (
          <IconButton
            icon={UpIcon}
            label={`Move picture ${number} up`}
            onClick={() => onShift(-1)}
          />
        )}
        {number < of && (
          <IconButton
            icon={DownIcon}
            label={`Move picture ${number} down`}
            onClick={() => onShift(1)}
          />
        )}
        <IconButton icon={BinIcon} label={`Remove picture ${number}`} onClick={onRemove} />
      </div>
    </li>
  )
}

function Description({
  id,
  picture,
  place,
  onChange,
}: Pick<Props, 'picture' | 'place' | 'onChange'> & {
  id: string
}) {
  const ranges = useMarks(place, picture.alt)
  return (
    <div className="field">
      <label htmlFor={id}>What picture {place.index + 1} shows</label>
      <p id={`${id}-hint`} className="small soft">
        For people who cannot see it, and for when it does not load.
      </p>
      <MarkedArea
        id={id}
        aria-describedby={`${id}-hint`}
        value={picture.alt}
        ranges={ranges}
        maxLength={5000}
        onChange={(event) => {
          const { value } = event.target
          onChange((now) => ({ ...now, alt: value }))
        }}
      />
    </div>
  )
}
