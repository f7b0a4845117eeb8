import type { Item } from '../../publishing/contract.ts'
import './TextOfPost.css'

// Links, mentions and hashtags, as every network shows them.
const special = /(https?:\/\/[^\s<>]+|(?<![\p{L}\p{N}_])[@#][\p{L}\p{N}_][\p{L}\p{N}_.@-]*)/gu

/** The words of one part as people will read them. Nothing in it can be followed: it is not sent yet. */
export function Words({ text }: { text: string }) {
  // Splitting by one group puts what matched at every odd place.
  const pieces = text.split(special)
  return (
    <p className="words">
      {pieces.map((piece, at) =>
        at % 2 === 1 ? (
          <span key={at} className="words-special">
            {piece}
          </span>
        ) : (
          piece
        ),
      )}
    </p>
  )
}

export const thumbnail = (fileId: string) => `/api/media/${fileId}?size=thumbnail`

/** One part: its words, and its pictures with the descriptions that go with them. */
export function TextOfItem({ item }: { item: Item }) {
  return (
    <div className="stack tight">
      {item.text && <Words text={item.text} />}
      {item.media.length > 0 && (
        <ul className="pictures-read">
          {item.media.map((picture) => (
            <li key={picture.fileId}>
              <img src={thumbnail(picture.fileId)} alt={picture.alt} loading="lazy" />
              <p className="small">
                {picture.decorativeReason === undefined ? (
                  <>
                    <span className="soft">Description:</span> {picture.alt || 'none yet'}
                  </>
                ) : (
                  <>
                    <span className="soft">Decorative:</span> {picture.decorativeReason}
                  </>
                )}
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

/** A whole thread, its parts numbered where there are several. */
export function TextOfThread({ items }: { items: readonly Item[] }) {
  if (items.length === 1 && items[0]) return <TextOfItem item={items[0]} />
  return (
    <ol className="thread-read">
      {items.map((item, at) => (
        <li key={at}>
          <p className="small soft numbers">
            Part {at + 1} of {items.length}
          </p>
          <TextOfItem item={item} />
        </li>
      ))}
    </ol>
  )
}
