import type { OutgoingItem } from '../../networks/index.ts'
import type { Content, Item } from '../content.ts'
import type { DeliveryRow, FileRow } from '../store/tables.ts'
import { hashOf, itemsFor } from '../variants.ts'

/** Everything that is needed to hand one delivery over, gathered when it is claimed. */
export interface Order {
  readonly deliveryId: string
  readonly postId: string
  readonly channelId: string
  readonly position: number
  readonly kind: DeliveryRow['kind']
  readonly dueAt: Temporal.Instant
  readonly tries: number
  readonly network: string
  readonly credential: { readonly credentialId: string; readonly sealed: string }
  readonly text: string
  readonly files: readonly OrderFile[]
  readonly visibility: OutgoingItem['visibility']
  readonly language: string
  readonly spoiler: string
  readonly replyTo: string | null
  readonly targetId: string | null
}

interface OrderFile {
  readonly sha256: string
  readonly type: string
  readonly name: string
  readonly alt: string
}

export function wordsOf(
  delivery: Pick<DeliveryRow, 'channel_id' | 'position' | 'kind'>,
  content: Content,
  files: ReadonlyMap<string, FileRow>,
): Pick<Order, 'text' | 'files' | 'visibility' | 'language' | 'spoiler'> {
  const { language, visibility, contentWarning } = content
  const empty: Item = { text: '', media: [] }
  const items = itemsFor(content, delivery.channel_id)
  const item = delivery.kind === 'delete' ? empty : (items[delivery.position] ?? empty)
  return {
    text: item.text,
    files: item.media.flatMap((use) => {
      const file = files.get(use.fileId)
      return file === undefined
        ? []
        : [{ sha256: file.sha256, type: file.type, name: file.name, alt: use.alt }]
    }),
    visibility,
    language,
    spoiler: contentWarning,
  }
}

/** The item as the network's connector takes it. */
export function outgoing(order: Words, mediaIds: readonly string[]): OutgoingItem {
  return {
    text: order.text,
    media: mediaIds.map((mediaId, index) => ({ mediaId, alt: order.files[index]?.alt ?? '' })),
    visibility: order.visibility,
    language: order.language,
    ...(order.replyTo === null ? {} : { replyTo: order.replyTo }),
    ...(order.spoiler === '' ? {} : { spoiler: order.spoiler }),
  }
}

type Words = Pick<Order, 'text' | 'files' | 'visibility' | 'language' | 'spoiler' | 'replyTo'>

/** What was asked of the network, as a fingerprint that stays with the attempt. */
export function requestHash(order: Order): string {
  const { kind, text, files, visibility, language, spoiler, replyTo, targetId } = order
  return hashOf({ kind, text, files, visibility, language, spoiler, replyTo, targetId })
}

/** The same for every attempt at the same delivery, so that a network which keeps it makes one. */
export const keyFor = (order: Pick<Order, 'deliveryId'>): string => order.deliveryId
