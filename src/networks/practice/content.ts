import { findLinks } from '../count.ts'
import { html, type Markup } from './markup.ts'

export interface Mentioned {
  readonly username: string
}

/** One piece of a text: plain, or something that leads somewhere. */
type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'link'; readonly address: string }
  | { readonly kind: 'mention'; readonly name: string; readonly written: string }
  | { readonly kind: 'tag'; readonly name: string }

const inner =
  /(?<![\p{L}\p{N}_@/.])@([A-Za-z0-9_]{1,30})(?:@([A-Za-z0-9.-]+(?::\d+)?))?(?![A-Za-z0-9_])|(?<![\p{L}\p{N}_&/#])#([\p{N}_]*[\p{L}_][\p{L}\p{N}_]*)/gu

/** The names that a text mentions here: @name, or @name@ and this server's own host. */
export function mentionsIn(text: string, host: string): string[] {
  const names = piecesOf(text, host).flatMap((piece) =>
    piece.kind === 'mention' ? [piece.name.toLowerCase()] : [],
  )
  return [...new Set(names)]
}

export function tagsIn(text: string): string[] {
  const names = piecesOf(text, '').flatMap((piece) =>
    piece.kind === 'tag' ? [piece.name.toLowerCase()] : [],
  )
  return [...new Set(names)]
}

function piecesOf(text: string, host: string): Piece[] {
  const pieces: Piece[] = []
  let from = 0
  for (const link of findLinks(text)) {
    plain(text.slice(from, link.start), host, pieces)
    pieces.push({ kind: 'link', address: link.address })
    from = link.end
  }
  plain(text.slice(from), host, pieces)
  return pieces
}

function plain(text: string, host: string, into: Piece[]): void {
  let from = 0
  for (const match of text.matchAll(inner)) {
    const [written, name, server, tag] = match
    if (server !== undefined && server.replace(/[.-]+$/, '') !== host) continue
    into.push({ kind: 'text', text: text.slice(from, match.index) })
    if (tag !== undefined) into.push({ kind: 'tag', name: tag })
    else into.push({ kind: 'mention', name: name ?? '', written })
    from = match.index + written.length
  }
  into.push({ kind: 'text', text: text.slice(from) })
}

/** A text as the original writes it in HTML. Only accounts that are there become links. */
export function contentOf(text: string, mentioned: readonly Mentioned[], address: string): Markup {
  const known = new Set(mentioned.map(({ username }) => username.toLowerCase()))
  const { host } = new URL(address)
  const paragraphs = text.replace(/\r\n?/g, '\n').split(/\n{2,}/)
  return html`${paragraphs.map(
    (paragraph) =>
      html`<p>${piecesOf(paragraph, host).map((piece) => show(piece, known, address))}</p>`,
  )}`
}

function show(piece: Piece, known: ReadonlySet<string>, address: string): Markup {
  if (piece.kind === 'text') return lines(piece.text)
  if (piece.kind === 'link') return link(piece.address)
  const { name } = piece
  if (piece.kind === 'tag')
    return html`<a href="${address}/tags/${encodeURIComponent(name.toLowerCase())}" class="mention hashtag" rel="tag">#<span>${name}</span></a>`
  if (!known.has(name.toLowerCase())) return html`${piece.written}`
  return html`<span class="h-card" translate="no"><a href="${address}/@${name}" class="u-url mention">@<span>${name}</span></a></span>`
}

function lines(text: string): Markup {
  const [first, ...rest] = text.split('\n')
  return html`${first}${rest.map((line) => html`<br />${line}`)}`
}

// Long addresses are shortened to the eye only: the text of the link stays whole.
function link(address: string): Markup {
  const scheme = /^https?:\/\/(?:www\.)?/i.exec(address)?.[0] ?? ''
  const rest = address.slice(scheme.length)
  const shown = rest.slice(0, 30)
  const kind = rest.length > 30 ? 'ellipsis' : ''
  return html`<a href="${address}" target="_blank" rel="nofollow noopener noreferrer" translate="no"><span class="invisible">${scheme}</span><span class="${kind}">${shown}</span><span class="invisible">${rest.slice(30)}</span></a>`
}
