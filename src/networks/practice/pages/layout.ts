import type { FastifyReply } from 'fastify'
import { html, type Markup, nothing } from '../markup.ts'

const bell = html`<svg class="bell" viewBox="0 0 16 16" aria-hidden="true" focusable="false"><path d="M8 1.2a1.3 1.3 0 0 1 1.3 1.3v1.1c1.9.6 3 2.2 3.1 4.3l.1 2.4 1.2 1.6H2.3l1.2-1.6.1-2.4c.1-2.1 1.2-3.7 3.1-4.3V2.5A1.3 1.3 0 0 1 8 1.2Zm-1.8 11.6h3.6a1.8 1.8 0 0 1-3.6 0Z"/></svg>`

export interface PageParts {
  readonly title: string
  readonly main: Markup
  /** Shows the way to the other pages; left out where a person should finish what they began. */
  readonly menu?: boolean
}

export function page({ title, main, menu = true }: PageParts): Markup {
  return html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>${title} – Practice network</title>
<link rel="stylesheet" href="/style.css">
<link rel="icon" href="/bell.svg" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top"><p class="strip">Practice network: nothing here is public</p><div class="column">
<a class="name" href="/">${bell}<span>Practice network</span></a>
${menu ? html`<nav aria-label="Pages"><a href="/">All posts</a><a href="/about">About</a></nav>` : nothing}
</div></header>
<main id="main" class="column" tabindex="-1">${main}</main>
<footer class="column"><p>For rehearsal, training and demonstration. The residents here are scripts, and no post leaves this server.</p></footer>
</body>
</html>`
}

interface SendOptions {
  readonly status?: number
  /** Where a form of this page may lead in the end, as an origin or scheme. */
  readonly formTarget?: string
}

/** Everything that a browser may load or do is named; scripts are not among it. */
export function sendPage(reply: FastifyReply, parts: PageParts, options: SendOptions = {}) {
  const forms = ["'self'", options.formTarget ?? ''].join(' ').trim()
  return reply
    .code(options.status ?? 200)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': `default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; form-action ${forms}; base-uri 'none'; frame-ancestors 'none'`,
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex',
    })
    .send(String(page(parts)))
}

export const bellIcon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 16"><path fill="#a67c2d" d="M8 1.2a1.3 1.3 0 0 1 1.3 1.3v1.1c1.9.6 3 2.2 3.1 4.3l.1 2.4 1.2 1.6H2.3l1.2-1.6.1-2.4c.1-2.1 1.2-3.7 3.1-4.3V2.5A1.3 1.3 0 0 1 8 1.2Zm-1.8 11.6h3.6a1.8 1.8 0 0 1-3.6 0Z"/></svg>`
