import { contentOf } from '../content.ts'
import { mediaAddress } from '../entities.ts'
import { html, type Markup, nothing } from '../markup.ts'
import type { AccountRow } from '../store/accounts.ts'
import type { StatusRow } from '../store/statuses.ts'

const shownTime = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'Europe/London',
})

export function timeOf(instant: string): Markup {
  const shown = shownTime.format(Temporal.Instant.from(instant).epochMilliseconds)
  return html`<time datetime="${instant}">${shown}</time>`
}

const counted = (number: number, one: string, many: string) =>
  html`<span>${number} ${number === 1 ? one : many}</span>`

/** One post, as people read it. `chosen`: the one that the page is about. */
export function postCard(status: StatusRow, address: string, chosen = false): Markup {
  const { account } = status
  const edited = status.editedAt
  return html`<article class="post${chosen ? ' chosen' : ''}" id="post-${status.id}" aria-label="Post by ${account.displayName}">
<header>${avatar(account, 40)}
<div class="who"><a href="/@${account.username}">${account.displayName}</a> ${badge(account)}</div>
<div class="soft">@${account.username} · <a href="/@${account.username}/${status.id}">${timeOf(status.createdAt)}</a>${edited === null ? nothing : html` · edited ${timeOf(edited)}`}</div>
</header>
<div class="words"${status.language === null ? nothing : html` lang="${status.language}"`}>${words(status, address)}</div>
<footer><a href="/@${account.username}/${status.id}">${counted(status.replies, 'reply', 'replies')}</a>${counted(status.favourites, 'favourite', 'favourites')}${counted(status.reblogs, 'boost', 'boosts')}</footer>
</article>`
}

export function avatar(account: AccountRow, size: number): Markup {
  return html`<img src="/avatars/${account.username}.png" alt="" width="${size}" height="${size}">`
}

export function badge(account: AccountRow): Markup {
  return account.resident ? html`<span class="badge">Scripted resident</span>` : nothing
}

function words(status: StatusRow, address: string): Markup {
  const body = html`${status.text === '' ? nothing : contentOf(status.text, status.mentions, address)}${pictures(status)}`
  if (status.spoiler === '') return body
  return html`<details><summary>${status.spoiler}</summary>${body}</details>`
}

// Alt text is shown, not only spoken: this is where people come to check what they wrote.
function pictures(status: StatusRow): Markup {
  return html`${status.media.map(
    (
      media,
    ) => html`<figure><img src="${mediaAddress(media, '')}" alt="${media.description}" width="${media.width}" height="${media.height}" loading="lazy">
<figcaption>${media.description === '' ? 'No alt text' : html`Alt text: ${media.description}`}</figcaption></figure>`,
  )}`
}
