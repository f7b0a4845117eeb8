import { Button } from '../parts/Button.tsx'
import { useDesk } from './desk.ts'
import { type Part, type Picture, partsFor, type Target, withParts } from './draft.ts'
import { PictureEditor } from './PictureEditor.tsx'
import { change as changePart, changePicture, move, removePicture } from './thread.ts'
import type { Upload } from './useUploads.ts'
import './PictureList.css'

interface Props {
  target: Target
  part: Part
  index: number
}

/** The pictures of one part, those on their way included. */
export function PictureList({ target, part, index }: Props) {
  const { change, uploads } = useDesk()
  const waiting = uploads.list.filter(({ partKey }) => partKey === part.key)
  const put = (how: (parts: readonly Part[]) => readonly Part[]) =>
    change((draft) => withParts(draft, target, how(partsFor(draft, target))))
  const shift = (at: number, by: number) =>
    put((parts) =>
      changePart(parts, part.key, (now) => ({ ...now, pictures: move(now.pictures, at, at + by) })),
    )
  if (part.pictures.length + waiting.length === 0) return null
  return (
    <ul className="picture-list">
      {part.pictures.map((picture, at) => (
        <PictureEditor
          key={picture.key}
          picture={picture}
          place={{ channelId: target, item: index, field: 'altText', index: at }}
          of={part.pictures.length}
          onChange={(how: (picture: Picture) => Picture) =>
            put((parts) => changePicture(parts, picture.key, how))
          }
          onShift={(by) => shift(at, by)}
          onRemove={() => put((parts) => removePicture(parts, picture.key))}
        />
      ))}
      {waiting.map((one) => (
        <Waiting key={one.key} one={one} />
      ))}
    </ul>
  )
}

function Waiting({ one }: { one: Upload }) {
  const { uploads } = useDesk()
  const percent = Math.round(one.share * 100)
  return (
    <li className="picture">
      <img src={one.address} alt="" />
      <div className="stack tight">
        <p className="wrap-anywhere">{one.file.name}</p>
        {one.problem ? (
          <p role="alert" className="small field-error">
            {one.problem.fields.file ?? one.problem.message}
          </p>
        ) : (
          <label className="small soft numbers">
            {percent < 100 ? `On its way, ${percent} %` : 'Being checked'}
            <progress value={one.share} max={1} />
          </label>
        )}
        <div className="row">
          {one.problem && <Button onClick={() => uploads.again(one)}>Try again</Button>}
          <Button kind="quiet" onClick={() => uploads.drop(one)}>
            {one.problem ? 'Leave it out' : 'Stop'}
          </Button>
        </div>
      </div>
    </li>
  )
}
