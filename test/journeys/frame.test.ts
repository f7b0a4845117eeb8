import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import { gzipSync } from 'node:zlib'
import type { Page, Response } from 'playwright-core'
import { bundleFigures } from '../../bench/bundle.ts'
import { phone, signIn, startJourney } from '../support/browser.ts'

const journey = await startJourney()
const { app } = journey

const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name }).waitFor()
const focused = (page: Page) => page.evaluate('document.activeElement.innerText')

describe('the frame and the people in it', () => {
  after(() => journey.close())

  test('no foreign address can be slipped in as the page to go on to', async () => {
    for (const next of [
      'https://elsewhere.example/',
      '//elsewhere.example',
      '/\\elsewhere.example',
    ]) {
      const page = await journey.stranger()
      await page.goto(`${app.address}/sign-in?next=${encodeURIComponent(next)}`)
      await signIn(page, 'author@brackenshire.example', app.password)
      await heading(page, 'Today')
      assert.equal(new URL(page.url()).origin, app.address)
      await page.context().close()
    }
  })

  test('whoever goes to a page hears its name, by mouse or by key', async () => {
    const page = await journey.as('administrator')
    await page.getByRole('link', { name: 'People' }).click()
    await heading(page, 'People')
    await until(async () => (await focused(page)) === 'People')
    assert.equal(await page.title(), 'People · Crier')
    await page.keyboard.press('g')
    await page.keyboard.press('l')
    await until(async () => (await focused(page)) === 'Ledger')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search and commands' }).fill('chan')
    await page.keyboard.press('Enter')
    await until(async () => (await focused(page)) === 'Channels')
    await page.goBack()
    await until(async () => (await focused(page)) === 'Ledger')
    await page.reload()
    await heading(page, 'Ledger')
    await page.keyboard.press('Tab')
    assert.equal(await focused(page), 'Skip to the page')
  })

  test('single keys can be switched off, and stay off', async () => {
    const page = await journey.as('author')
    await heading(page, 'Today')
    await page.keyboard.press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await page.getByLabel(/^Use single keys/).uncheck()
    await page.keyboard.press('Escape')
    await page.reload()
    await heading(page, 'Today')
    await page.keyboard.press('g')
    await page.keyboard.press('p')
    await page.keyboard.press('n')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Search and commands' }).waitFor()
    assert.equal(new URL(page.url()).pathname, '/')
  })

  test('a theme is kept on this device, and nothing else is', async () => {
    const page = await journey.as('author')
    const ground = () => page.evaluate('getComputedStyle(document.documentElement).backgroundColor')
    const light = await ground()
    await page.getByRole('button', { name: /^Your menu/ }).click()
    await page.getByRole('menuitemradio', { name: 'Dark theme' }).click()
    assert.notEqual(await ground(), light)
    await page.reload()
    assert.notEqual(await ground(), light)
    assert.deepEqual(await page.evaluate('Object.keys(localStorage)'), ['crier.theme'])
    // Where each page was scrolled to, until the window is closed.
    const kept = await page.evaluate('Object.keys(sessionStorage).join()')
    assert.match(String(kept), /^tsr-scroll[\w-]*$/)
  })

  test('someone invited by hand chooses a name and a password, and works', async () => {
    const administrator = await journey.as('administrator')
    await administrator.goto(`${app.address}/people`)
    await administrator.getByRole('button', { name: 'Invite' }).click()
    const dialog = administrator.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Invite' }).click()
    await dialog.getByRole('alert').waitFor()
    await dialog.getByLabel('Name', { exact: true }).fill('Parks officer')
    await dialog.getByLabel('E-mail address').fill('parks@brackenshire.example')
    await dialog.getByRole('button', { name: 'Invite' }).click()
    const link = (await dialog.locator('pre').textContent()) ?? ''

    const officer = await journey.stranger({ viewport: phone })
    await officer.goto(link)
    await officer.getByText('parks@brackenshire.example').waitFor()
    assert.equal(new URL(officer.url()).hash, '', 'the secret leaves the address bar')
    await officer.getByLabel('Choose a password').fill('short')
    await officer.getByRole('button', { name: 'Accept' }).click()
    await officer.getByRole('alert').waitFor()
    assert.equal(await officer.getByLabel('Your name').inputValue(), 'Parks officer')
    await officer.getByLabel('Choose a password').fill('kerb lantern otter drift')
    await officer.getByRole('button', { name: 'Accept' }).click()
    await officer.getByRole('link', { name: 'Sign in' }).click()
    await signIn(officer, 'parks@brackenshire.example', 'kerb lantern otter drift')
    await heading(officer, 'Today')
    assert.equal(await officer.getByRole('link', { name: 'People' }).count(), 0)
    await officer.context().close()
    await administrator.context().close()
  })

  test('a channel is put on the register and connected to the practice network', async () => {
    const page = await journey.as('administrator')
    await page.goto(`${app.address}/channels/new`)
    await page.getByLabel('Network').selectOption('practice')
    await page.getByLabel('Name', { exact: true }).fill('Parks and open spaces')
    await page.getByLabel('Purpose').fill('What is on in the parks.')
    await page.getByRole('combobox', { name: 'Owner' }).fill('comm')
    await page.getByRole('option', { name: /^Communications/ }).click()
    await page.getByRole('button', { name: 'Add to the register' }).click()
    await heading(page, 'Parks and open spaces')
    await page.getByRole('button', { name: 'Connect' }).click()
    await page.getByRole('button', { name: /^Go to/ }).click()
    await page.getByText('Make a new practice account').click()
    await page.locator('#new-username').fill('parks')
    await page.locator('#new-password').fill('bandstand-pond')
    await page.getByRole('button', { name: 'Make the account and allow' }).click()
    await page.getByText('The channel is connected.').waitFor()
    await page.getByRole('link', { name: /@parks@/ }).waitFor()
  })

  test('the ledger follows one thing, and the browser checks the proof itself', async () => {
    const page = await journey.as('auditor')
    await page.goto(`${app.address}/ledger?kind=channel`)
    await page
      .getByRole('row', { name: /connected a channel/ })
      .first()
      .waitFor()
    await page
      .getByRole('row', { name: /connected a channel/ })
      .getByRole('link')
      .first()
      .click()
    await page.getByText('The proof holds').waitFor()
    await page.getByText('Your browser has computed it again and agrees.').waitFor()
    await page.getByRole('link', { name: 'Everything that names it' }).click()
    await page.getByText('Only entries that name').waitFor()
    await page.getByRole('row', { name: /entered a channel in the register/ }).waitFor()
    await page.getByRole('button', { name: 'Show everything' }).click()
    await page.getByText('Only entries that name').waitFor({ state: 'detached' })
  })

  test('a clause opens beside the page, and a setting is chosen with a reason', async () => {
    const page = await journey.as('communications')
    await page.goto(`${app.address}/policy`)
    await page.locator('.clause-chip').first().click()
    await page.getByRole('dialog').getByText('What was done under this clause').waitFor()
    await page.keyboard.press('Escape')
    assert.equal(
      await page
        .locator('.clause-chip')
        .first()
        .evaluate((at) => at.matches(':focus')),
      true,
    )
    await page.goto(`${app.address}/policy?part=clauses&q=councillor`)
    await page.getByRole('columnheader').getByRole('button').first().focus()
    await page.keyboard.press('Enter')
    await page.waitForURL(/sort=title/)
    assert.equal(await page.locator('th').first().getAttribute('aria-sort'), 'ascending')
  })

  test('what cannot be fetched says so, and comes when Crier answers again', async () => {
    const page = await journey.as('administrator')
    await page.goto(`${app.address}/policy?part=contacts`)
    await page.getByLabel('Published phone numbers').fill('01632 960 002')
    await page.context().setOffline(true)
    await page.keyboard.press('Tab')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('No answer from Crier. What you typed is still here.').waitFor()
    await page.getByRole('button', { name: /^Your menu/ }).click()
    await page.getByRole('alert').nth(1).waitFor()
    assert.equal(await page.getByLabel('Published phone numbers').inputValue(), '01632 960 002')
    await page.getByRole('link', { name: 'Channels' }).click()
    await heading(page, 'Something went wrong')
    await page.context().setOffline(false)
    await page.getByRole('main').getByRole('button', { name: 'Try again' }).click()
    await heading(page, 'Channels')
  })

  test('the styles hold without any inline style, as the strictest policy asks', async () => {
    const page = await journey.as('administrator')
    const refused: string[] = []
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) refused.push(message.text())
    })
    await page.route(
      (address) => !address.pathname.startsWith('/api') && !address.pathname.startsWith('/assets'),
      async (route) => {
        const answer = await fetch(route.request().url())
        const headers = {
          'content-type': answer.headers.get('content-type') ?? '',
          'content-security-policy': "default-src 'self'; style-src 'self'; img-src 'self' data:",
        }
        await route.fulfill({ headers, body: await answer.text() })
      },
    )
    for (const path of ['/channels/new', '/ledger', '/policy', '/posts/new']) {
      await page.goto(app.address + path)
      await page.getByRole('heading', { level: 1 }).waitFor()
    }
    await page.goto(`${app.address}/channels/new`)
    await page.getByRole('combobox', { name: 'Owner' }).click()
    await page.getByRole('option', { name: /^Communications/ }).waitFor()
    assert.deepEqual(refused, [])
  })

  test('signing in and opening Today fetches no more script than the bench says', async () => {
    const page = await journey.stranger()
    const scripts: Promise<Buffer>[] = []
    page.on('response', (response: Response) => {
      if (new URL(response.url()).pathname.endsWith('.js')) scripts.push(response.body())
    })
    await page.goto(app.address)
    await heading(page, 'Sign in')
    await signIn(page, 'author@brackenshire.example', app.password)
    await heading(page, 'Today')
    await page.waitForLoadState('networkidle').catch(() => undefined)
    const sizes = (await Promise.all(scripts)).map((code) => gzipSync(code, { level: 9 }).length)
    const fetched = sizes.reduce((sum, size) => sum + size, 0) / 1000
    const [said] = bundleFigures()
    assert.ok(said?.ok, `the first page weighs ${said?.value} KB`)
    assert.ok(fetched <= said.value + 0.1, `${fetched} KB were fetched, not ${said.value}`)
  })

  test('no page complained', () => {
    assert.deepEqual(journey.complaints(), [])
  })
})

async function until(holds: () => Promise<boolean>) {
  for (const end = performance.now() + 15_000; performance.now() < end; ) {
    if (await holds()) return
    await new Promise((later) => setTimeout(later, 50))
  }
  assert.fail('what was waited for did not come')
}
