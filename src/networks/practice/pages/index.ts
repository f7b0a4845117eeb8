import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { z } from 'zod'
import { contentOf } from '../content.ts'
import { mediaAddress } from '../entities.ts'
import { drawAvatar } from '../images.ts'
import { html, type Markup, nothing } from '../markup.ts'
import { pageSql } from '../paging.ts'
import { isId } from '../parameters.ts'
import { filesOwner, type Practice } from '../practice.ts'
import { accountByName } from '../store/accounts.ts'
import { versionsOf } from '../store/edits.ts'
import {
  byAccount,
  isNoReply,
  isOpen,
  isOriginal,
  isPublic,
  isTagged,
  together,
} from '../store/filters.ts'
import { mediaFile } from '../store/media.ts'
import { type StatusRow, selectStatuses, statusById } from '../store/statuses.ts'
import { ancestorsOf, descendantsOf } from '../store/thread.ts'
import { about } from './about.ts'
import { bellIcon, sendPage } from './layout.ts'
import { avatar, badge, postCard, timeOf } from './post.ts'
import { style } from './style.ts'

const pageLength = 20

/** What people see in a browser: only what anybody may see, and nothing to click that changes. */
export function webPages(app: FastifyInstance, practice: Practice): void {
  const { db, address } = practice

  app.get('/', async (request, reply) => {
    const { cards, more } = await list(practice, request.query, together(isPublic, isNoReply), [])
    const empty = html`<p class="plain">No posts yet. Connect a channel in Crier to this network and publish something: it will appear here.</p>`
    const main = html`<h1>All posts</h1><p class="lead">Newest first. Open a post to read its replies.</p>${cards.length > 0 ? cards : empty}${more}`
    return sendPage(reply, { title: 'All posts', main })
  })

  app.get('/about', (_request, reply) => sendPage(reply, { title: 'About', main: about }))

  app.get('/tags/:tag', async (request, reply) => {
    const { tag } = z.object({ tag: z.string() }).parse(request.params)
    const where = together(isPublic, isTagged(2))
    const { cards, more } = await list(practice, request.query, where, [tag.toLowerCase()])
    const empty = html`<p class="plain">Nobody has used this hashtag yet.</p>`
    const main = html`<h1>#${tag}</h1>${cards.length > 0 ? cards : empty}${more}`
    return sendPage(reply, { title: `#${tag}`, main })
  })

  app.get('/@:name', async (request, reply) => {
    const { name } = z.object({ name: z.string() }).parse(request.params)
    const account = await accountByName(db.all, name)
    if (account === null) return notHere(reply)
    const where = together(isOpen, byAccount(2))
    const { cards, more } = await list(practice, request.query, where, [account.id])
    const main = html`<div class="profile">${avatar(account, 80)}<div><h1>${account.displayName}</h1>
<div class="soft">@${account.username} ${badge(account)}</div></div></div>
${account.note === '' ? nothing : html`<div class="words">${contentOf(account.note, [], address)}</div>`}
<h2>Posts</h2>${cards.length > 0 ? cards : html`<p class="plain">No posts yet.</p>`}${more}`
    return sendPage(reply, { title: account.displayName, main })
  })

  app.get('/@:name/:id', async (request, reply) => {
    const { name, id } = z.object({ name: z.string(), id: z.string() }).parse(request.params)
    const status = isId(id) ? await statusById(db.all, null, id) : null
    if (status === null || status.account.username.toLowerCase() !== name.toLowerCase())
      return notHere(reply)
    const main = await conversation(practice, status)
    return sendPage(reply, { title: `Post by ${status.account.displayName}`, main })
  })

  files(app, practice)
}

export function notHere(reply: FastifyReply) {
  const main = html`<h1>This page is not here</h1><p>The post may have been deleted, or the address may be mistyped. <a href="/">See all posts</a>.</p>`
  return sendPage(reply, { title: 'Not here', main }, { status: 404 })
}

async function list(
  { db, address }: Practice,
  query: unknown,
  where: string,
  values: readonly unknown[],
): Promise<{ cards: Markup[]; more: Markup }> {
  const asked = z.object({ max_id: z.string().refine(isId).nullish() }).safeParse(query)
  const maxId = asked.success ? (asked.data.max_id ?? null) : null
  const page = { limit: pageLength + 1, maxId, sinceId: null, minId: null }
  const { sql, values: paging } = pageSql(page, 's.id', values.length + 2)
  const rest = together(where, isOriginal, sql)
  const rows = await selectStatuses(db.all, null, rest, [...values, ...paging])
  const shown = rows.slice(0, pageLength)
  const older = rows.length > pageLength ? shown.at(-1)?.id : undefined
  const more = html`<nav class="more" aria-label="More posts"><span>${maxId === null ? nothing : html`<a href="?">Newest posts</a>`}</span><span>${older === undefined ? nothing : html`<a href="?max_id=${older}">Older posts</a>`}</span></nav>`
  return { cards: shown.map((status) => postCard(status, address)), more }
}

async function conversation({ db, address }: Practice, status: StatusRow): Promise<Markup> {
  const above = await ancestorsOf(db.all, null, status.id)
  const below = await descendantsOf(db.all, null, status.id)
  const versions = status.editedAt === null ? [] : await versionsOf(db.all, status.id)
  const depths = new Map([[status.id, 0]])
  const replies = below.map((reply) => {
    const depth = (depths.get(reply.inReplyToId ?? '') ?? 0) + 1
    depths.set(reply.id, depth)
    return html`<li class="depth-${Math.min(depth - 1, 3)}">${postCard(reply, address)}</li>`
  })
  const history = html`<details><summary>How this post was changed</summary><ol>${versions.map(
    (version) =>
      html`<li>${timeOf(version.createdAt)}<div class="words">${contentOf(version.text, status.mentions, address)}</div></li>`,
  )}</ol></details>`
  return html`<h1>Post by ${status.account.displayName}</h1>
${above.map((earlier) => postCard(earlier, address))}${postCard(status, address, true)}
${versions.length > 0 ? history : nothing}
<h2>Replies</h2>${replies.length > 0 ? html`<ul class="thread">${replies}</ul>` : html`<p class="plain">No replies yet.</p>`}`
}

const fontFolder = createRequire(import.meta.url).resolve(
  '@fontsource/atkinson-hyperlegible-next/package.json',
)
const fonts: ReadonlySet<string> = new Set(['latin-400', 'latin-700', 'latin-ext-400'])

function files(app: FastifyInstance, practice: Practice): void {
  const long = 'public, max-age=86400'

  app.get('/style.css', (_request, reply) =>
    reply.headers({ 'content-type': 'text/css; charset=utf-8', 'cache-control': long }).send(style),
  )
  app.get('/bell.svg', (_request, reply) =>
    reply.headers({ 'content-type': 'image/svg+xml', 'cache-control': long }).send(bellIcon),
  )
  app.get('/robots.txt', (_request, reply) =>
    reply.type('text/plain').send('User-agent: *\nDisallow: /\n'),
  )
  app.get('/fonts/:file', async (request, reply) => {
    const { file } = z.object({ file: z.string() }).parse(request.params)
    const name = file.replace(/\.woff2$/, '')
    if (!fonts.has(name)) return notHere(reply)
    const path = new URL(
      `files/atkinson-hyperlegible-next-${name}-normal.woff2`,
      `file://${fontFolder}`,
    )
    return reply
      .headers({ 'content-type': 'font/woff2', 'cache-control': long })
      .send(await readFile(path))
  })
  app.get('/avatars/:file', async (request, reply) => {
    const { file } = z.object({ file: z.string() }).parse(request.params)
    const picture = Buffer.from(await drawAvatar(file.replace(/\.png$/, '').slice(0, 40)))
    return reply.headers({ ...pictureHeaders, 'content-type': 'image/png' }).send(picture)
  })
  app.get('/media/:id/:file', async (request, reply) => {
    const { id, file } = z.object({ id: z.string(), file: z.string() }).parse(request.params)
    const media = isId(id) ? await mediaFile(practice.db.all, id) : null
    // The name holds the start of the digest, so that ids cannot be counted through.
    if (media === null || !mediaAddress(media, '').endsWith(`/${file}`)) return notHere(reply)
    const bytes = await practice.files.get(filesOwner, media.sha256)
    if (bytes === null) return notHere(reply)
    return reply.headers({ ...pictureHeaders, 'content-type': media.type }).send(Buffer.from(bytes))
  })
}

/** Whatever the bytes are, a browser may only draw them. */
const pictureHeaders = {
  'cache-control': 'public, max-age=31536000, immutable',
  'content-security-policy': "default-src 'none'; sandbox",
  'content-disposition': 'inline',
}
