import type { Channel } from './answers.ts'
import { useDesk } from './desk.ts'
import { type Part, partsFor } from './draft.ts'
import { thumbnail, Words } from './TextOfPost.tsx'
import './Preview.css'

/** About how the post will look, for each channel that says something of its own. */
export function Previews() {
  const { draft, channels } = useDesk()
  const shown = draft.channels.flatMap(({ channelId }) => {
    const channel = channels.find(({ id }) => id === channelId)
    return channel ? [channel] : []
  })
  if (shown.length === 0)
    return <p className="soft">Choose a channel to see how it will look there.</p>
  return (
    <div className="stack">
      {shown.map((channel) => (
        <Preview key={channel.id} channel={channel} />
      ))}
    </div>
  )
}

function Preview({ channel }: { channel: Channel }) {
  const { draft } = useDesk()
  const parts = partsFor(draft, channel.id)
  return (
    <figure>
      <figcaption className="small soft">{channel.name}</figcaption>
      <ol className="preview" lang={draft.language}>
        {parts.map((part) => (
          <li key={part.key}>
            <PreviewPart channel={channel} part={part} warning={draft.contentWarning.trim()} />
          </li>
        ))}
      </ol>
    </figure>
  )
}

function PreviewPart({
  channel,
  part,
  warning,
}: {
  channel: Channel
  part: Part
  warning: string
}) {
  const name = channel.account?.name || channel.name
  const body = (
    <>
      {part.text ? <Words text={part.text} /> : <p className="soft">No text yet</p>}
      {part.pictures.length > 0 && (
        <div className="preview-pictures" data-count={Math.min(part.pictures.length, 4)}>
          {part.pictures.slice(0, 4).map((picture) => (
            <img key={picture.key} src={thumbnail(picture.fileId)} alt={picture.alt} />
          ))}
        </div>
      )}
    </>
  )
  return (
    <>
      <span className="preview-face" aria-hidden="true">
        {name.slice(0, 1)}
      </span>
      <div className="stack tight">
        <p className="preview-name">
          <strong>{name}</strong>{' '}
          {channel.account && <span className="small soft">{channel.account.handle}</span>}
        </p>
        {warning ? (
          <details>
            <summary>{warning}</summary>
            {body}
          </details>
        ) : (
          body
        )}
      </div>
    </>
  )
}
