import { setTimeout as pause } from 'node:timers/promises'
import { NetworkFailure } from '../failure.ts'
import type { OutgoingFile, OutgoingItem, Publishing, RemotePost, Sent } from '../network.ts'
import { garbage } from './answers.ts'
import type { MastodonClient } from './client.ts'
import { readCredential } from './credential.ts'
import { same, toPost, toStatus } from './translate.ts'

/** Own posts come forty to a page; five pages of them are more than any reconciler asks for. */
const pageSize = 40
const mostPages = 25

export function publishingWith(client: MastodonClient, processing: number): Publishing {
  return {
    keyKept: 'PT1H',
    upload: (sealed, file) => upload(client, readCredential(sealed, 'upload'), file, processing),
    async post(sealed, item, key) {
      const { server, token } = readCredential(sealed, 'post')
      const status = await client.rest('post', server, token).v1.statuses.create(toStatus(item), {
        requestInit: { headers: { 'Idempotency-Key': key } },
      })
      return sentFrom(toPost(status, 'post'))
    },
    async edit(sealed, remoteId, item) {
      const { server, token } = readCredential(sealed, 'edit')
      const status = await client
        .rest('edit', server, token)
        .v1.statuses.$select(remoteId)
        .update({ ...toStatus(item), mediaAttributes: altTexts(item) })
      return sentFrom(toPost(status, 'edit'))
    },
    async remove(sealed, remoteId) {
      const { server, token } = readCredential(sealed, 'remove')
      const gone = client.rest('remove', server, token).v1.statuses.$select(remoteId).remove()
      await gone.catch(unlessMissing)
    },
    async read(sealed, remoteId) {
      const { server, token } = readCredential(sealed, 'read')
      const status = await client
        .rest('read', server, token)
        .v1.statuses.$select(remoteId)
        .fetch()
        .catch(unlessMissing)
      return status === null ? null : toPost(status, 'read')
    },
    async recent(sealed, since) {
      const { server, token, accountId } = readCredential(sealed, 'recent')
      const rest = client.rest('recent', server, token)
      const found: RemotePost[] = []
      let pages = 0
      for await (const page of rest.v1.accounts
        .$select(accountId)
        .statuses.list({ limit: pageSize, excludeReblogs: true })) {
        if (!Array.isArray(page)) throw garbage('recent', 'The answer is not a list of posts.')
        const posts = page.map((status) => toPost(status, 'recent'))
        found.push(...posts.filter((post) => Temporal.Instant.compare(post.at, since) >= 0))
        pages += 1
        const oldest = posts.at(-1)
        if (oldest === undefined || Temporal.Instant.compare(oldest.at, since) < 0) break
        if (pages === mostPages) break
      }
      return found
    },
    same,
  }
}

const sentFrom = ({ remoteId, address, at }: RemotePost): Sent => ({ remoteId, address, at })

const altTexts = (item: OutgoingItem) =>
  item.media.map((media) => ({ id: media.mediaId, description: media.alt }))

/** "Not there" is an answer, not a failure. Other servers say 410 of what was deleted. */
function unlessMissing(error: unknown): null {
  if (error instanceof NetworkFailure && /^(404|410)\b/.test(error.code)) return null
  throw error
}

interface Uploading {
  readonly server: string
  readonly token: string
}

/** The server may still be working on a file when it answers; a post must wait until it is done. */
async function upload(
  client: MastodonClient,
  { server, token }: Uploading,
  file: OutgoingFile,
  processing: number,
): Promise<{ mediaId: string }> {
  const rest = client.rest('upload', server, token)
  const bytes = Uint8Array.from(file.bytes)
  let media = await rest.v2.media.create({
    file: new File([bytes], file.name, { type: file.type }),
    ...(file.alt === '' ? {} : { description: file.alt }),
    ...(file.focus === undefined ? {} : { focus: `${file.focus.x},${file.focus.y}` }),
    skipPolling: true,
  })
  if (typeof media?.id !== 'string' || media.id === '')
    throw garbage('upload', 'The answer is not a media file.')
  const mediaId = media.id
  const until = performance.now() + processing
  for (let wait = 250; !media.url; wait = Math.min(wait * 2, 5000)) {
    if (performance.now() > until) throw stillWorking()
    await pause(wait)
    media = await rest.v1.media.$select(mediaId).fetch()
  }
  return { mediaId }
}

function stillWorking(): NetworkFailure {
  const words = 'The network is still preparing the file. Nothing has been posted with it.'
  return new NetworkFailure({ kind: 'refused', step: 'upload', code: 'still-processing', words })
}
