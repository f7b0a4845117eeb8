import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { z } from 'zod'
import { demoEmail } from '../../src/people/index.ts'
import { heading, startJourney, tabTo } from '../support/browser.ts'
import { fillCouncil } from '../support/content.ts'
import { faultsOf, look, settled, untabbed } from '../support/looks.ts'

const journey = await startJourney()
const { app } = journey
const nothing = '01a1f853-0000-7000-8000-000000000000'

/** For each route of the app, the addresses to look at. A new route is added here, or a test fails. */
type Addresses = Readonly<Record<string, readonly string[]>>
const outside: Addresses = {
  '/sign-in': ['/sign-in', '/sign-in?refused=directory-no-group'],
  '/invitation': ['/invitation', '/invitation#a-secret-that-nobody-gave-out'],
  '/forgotten': ['/forgotten'],
  '/new-password': ['/new-password', '/new-password#a-secret'],
  // The journey of a new installation looks at this one: here it leads to the sign-in page.
  '/set-up': [],
}
const inside = (known: Record<string, string>): Addresses => ({
  '/': ['/'],
  '/calendar': ['/calendar?view=month', '/calendar?view=week', '/calendar?view=list'],
  '/posts': ['/posts', '/posts?search=nothing-like-it'],
  '/posts/new': ['/posts/new'],
  '/posts/$postId': [`/posts/${known.sent}`, `/posts/${known.waiting}`, `/posts/${nothing}`],
  '/posts/$postId/edit': [`/posts/${known.draft}/edit`],
  '/approvals': ['/approvals'],
  '/channels': ['/channels', '/channels?status=closed'],
  '/channels/new': ['/channels/new'],
  '/channels/$channelId': [`/channels/${known.channelId}`],
  '/policy': ['', 'clauses', 'controls', 'packs', 'contacts'].map((part) => `/policy?part=${part}`),
  '/people': ['/people', '/people?q=nobody-like-that'],
  '/people/$personId': [`/people/${known.personId}`],
  '/council': ['/council'],
  '/ledger': ['/ledger', `/ledger?about=${known.sent}`],
  '/ledger/$entryId': [`/ledger/${known.entryId}`],
  '/security': ['/security'],
  '/security/second-factor': ['/security/second-factor'],
  '/$': ['/nowhere'],
})

const named = (name: string) => ({ name, exact: true })
let dialogs: readonly { path: string; open: { name: string | RegExp } }[]
let addresses: Addresses

before(async () => {
  const known = await fillCouncil(app)
  const administrator = await app.signIn('administrator')
  const read = async <T extends z.ZodType>(path: string, shape: T) =>
    shape.parse((await administrator('GET', path)).body)
  const one = z.object({ id: z.uuid() })
  const { person } = await read('/api/me', z.object({ person: one }))
  const { people } = await read('/api/people', z.object({ people: z.array(one) }))
  const { entries } = await read('/api/ledger/entries', z.object({ entries: z.array(one) }))
  addresses = inside({ ...known, personId: person.id, entryId: entries[0]?.id ?? '' })
  const channel = `/channels/${known.channelId}`
  dialogs = [
    { path: '/', open: { name: /^Your menu/ } },
    { path: '/people', open: named('Invite') },
    { path: `/people/${people.find(({ id }) => id !== person.id)?.id}`, open: named('Suspend') },
    { path: '/policy?part=packs', open: named('Choose packs') },
    { path: '/policy', open: named('Choose') },
    { path: '/policy?part=clauses', open: { name: /^HR policy/ } },
    { path: channel, open: named('Connect again') },
    { path: channel, open: named('Close') },
    { path: `/posts/${known.sent}`, open: named('Delete on the network') },
    { path: '/security', open: named('Add a passkey') },
  ]
})

describe('every page', () => {
  test('is known here', async () => {
    const page = await journey.stranger()
    await page.goto(`${app.address}/sign-in`)
    await heading(page, 'Sign in')
    const paths = await page.evaluate('Object.keys(__TSR_ROUTER__.routesByPath)')
    const known = Object.keys({ ...outside, ...addresses })
    assert.deepEqual(z.array(z.string()).parse(paths).sort(), known.sort())
    await page.context().close()
  })

  test('reads well inside, wide and narrow, light and dark', async () => {
    const [page, other] = [await journey.as('administrator'), await journey.as('administrator')]
    const all = Object.values(addresses).flat()
    const middle = Math.ceil(all.length / 2)
    const found = await Promise.all([
      look(page, app.address, all.slice(0, middle)),
      look(other, app.address, all.slice(middle)),
    ])
    assert.deepEqual(found.flat(), [])
    await Promise.all([page, other].map((each) => each.context().close()))
  })

  test('reads well before anyone is signed in', async () => {
    const page = await journey.stranger()
    assert.deepEqual(await look(page, app.address, Object.values(outside).flat()), [])
    assert.deepEqual(await look(page, app.address, ['/api/docs']), [])
    assert.deepEqual(await look(page, app.practiceAddress, ['/', '/@brackenshire']), [])
    await page.context().close()
  })

  test('reads well with a dialog or a menu over it', async () => {
    const page = await journey.as('administrator')
    const found: string[] = []
    for (const { path, open } of dialogs) {
      await page.goto(app.address + path)
      await settled(page)
      await page.getByRole('button', open).first().click()
      await page.locator('dialog[open], [role=menu]').waitFor()
      found.push(...(await faultsOf(page)).map((fault) => `${path}, ${open.name}: ${fault}`))
      await page.keyboard.press('Escape')
      await page.locator('dialog[open], [role=menu]').waitFor({ state: 'detached' })
    }
    assert.deepEqual(found, [])
    await page.context().close()
  })

  test('can be walked with the Tab key', async () => {
    const page = await journey.as('administrator')
    for (const path of [
      '/',
      '/posts/new',
      '/people',
      '/policy',
      '/ledger?kind=channel',
      '/council',
    ]) {
      await page.goto(app.address + path)
      await settled(page)
      if (path.startsWith('/ledger')) await page.getByRole('combobox', { name: 'Who' }).waitFor()
      assert.deepEqual([path, await untabbed(page)], [path, []])
    }
    await page.context().close()
  })
})

describe('without a mouse', () => {
  test('a person signs in, finds a page by its name, and reads which keys there are', async () => {
    const page = await journey.stranger()
    await page.goto(app.address)
    await heading(page, 'Sign in')
    await tabTo(page, 'E-mail address')
    await page.keyboard.type(demoEmail('auditor'))
    await tabTo(page, 'Password')
    await page.keyboard.type(app.password)
    await page.keyboard.press('Enter')
    await heading(page, 'Today')

    await page.keyboard.press('Control+k')
    const palette = page.getByRole('dialog', { name: 'Search and commands' })
    await palette.waitFor()
    await page.keyboard.type('ledg')
    await palette.getByRole('option', { name: 'Ledger', selected: true }).waitFor()
    await page.keyboard.press('Enter')
    await heading(page, 'Ledger')

    await page.keyboard.press('?')
    const shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
    await shortcuts.getByText('Go to Calendar').waitFor()
    assert.deepEqual(await faultsOf(page), [])
    await page.keyboard.press('Escape')
    await shortcuts.waitFor({ state: 'detached' })
    await page.keyboard.press('g')
    await page.keyboard.press('c')
    await heading(page, 'Calendar')

    await page.keyboard.press('Control+k')
    await page.keyboard.type('market street')
    await palette.getByRole('option', { name: /^The library in Market Street/ }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Enter')
    await heading(page, /^The library in Market Street/)
    await page.context().close()
  })
})

test('no page complained', () => {
  assert.deepEqual(journey.complaints(), [])
})
