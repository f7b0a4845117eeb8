import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after } from 'node:test'
import { type Browser, chromium, type Locator, type Page } from 'playwright-core'
import { buildWeb } from '../../src/commands/web-build.ts'
import { appCode } from '../../src/people/fixtures-authenticator.ts'
import { type DemoKey, demoEmail } from '../../src/people/index.ts'
import { type RunningApp, startApp } from './app.ts'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

export const wide = { width: 1280, height: 900 }
export const phone = { width: 390, height: 844 }

export interface Looks {
  viewport?: { width: number; height: number }
  colorScheme?: 'light' | 'dark'
}

export interface Journey {
  readonly app: RunningApp
  /** A window of someone who is signed in. */
  as(who: DemoKey, looks?: Looks): Promise<Page>
  /** A window of someone who is not. */
  stranger(looks?: Looks): Promise<Page>
  /** What the pages complained about so far; a refusal that a test provokes is no complaint. */
  complaints(): string[]
  /** To be called by the suite itself: a page that listens for news holds the server open. */
  close(): Promise<void>
}

/** People at their browsers, before Crier with the demo council unless told otherwise. */
export async function startJourney(options?: Parameters<typeof startApp>[0]): Promise<Journey> {
  // First, so that it closes first: pages that listen for news would hold the server open.
  const browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox'],
  })
  after(() => browser.close())
  // The server lists the built files when it starts.
  await buildWeb()
  const app = await startApp(options)
  const complaints: string[] = []
  const stranger = (looks?: Looks) => open(browser, looks ?? {}, complaints)
  return {
    app,
    stranger,
    complaints: () => complaints,
    close: () => browser.close(),
    async as(who, looks) {
      const page = await stranger(looks)
      await page.goto(`${app.address}/sign-in`)
      await signIn(page, demoEmail(who), app.password)
      await page.waitForURL((address) => address.pathname !== '/sign-in')
      return page
    },
  }
}

/** Types both into the sign-in page that is open, and sends them. */
export async function signIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel(/e-?mail/i).fill(email)
  await page.getByLabel('Password', { exact: true }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

async function open(browser: Browser, looks: Looks, complaints: string[]): Promise<Page> {
  const context = await browser.newContext({
    viewport: looks.viewport ?? wide,
    colorScheme: looks.colorScheme ?? 'light',
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    const words = message.text()
    const serious = message.type() === 'error' || message.type() === 'warning'
    // The browser itself notes every 4xx; those are answers, and asserted where they matter.
    const answer = /status of 4\d\d|ERR_INTERNET_DISCONNECTED/.test(words)
    if (serious && !answer) complaints.push(`${page.url()}: ${words}`)
  })
  return page
}

/** What axe finds, by rule and place. */
export async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  const found: unknown = await page.evaluate(
    `axe.run().then((result) => result.violations.flatMap(({ id, nodes }) =>
       nodes.map(({ target }) => id + ' at ' + target.join(' '))))`,
  )
  assert.ok(Array.isArray(found))
  return found.map(String)
}

/** Nothing stands out over the edge of the window. */
export async function overflow(page: Page): Promise<number> {
  const over: unknown = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  )
  return Number(over)
}

/** Presses Tab until the focus is on something, as someone without a mouse would. */
export async function tabTo(page: Page, name: string | RegExp, most = 80): Promise<void> {
  for (let press = 0; press < most; press += 1) {
    const focused: unknown = await page.evaluate(
      `(() => {
         const at = document.activeElement
         const label = at?.labels?.[0]?.innerText ?? ''
         return [at?.getAttribute('aria-label') ?? '', label, at?.innerText ?? ''].join(' ').trim()
       })()`,
    )
    const said = String(focused)
    if (typeof name === 'string' ? said.split('\n')[0]?.trim() === name : name.test(said)) return
    await page.keyboard.press('Tab')
  }
  assert.fail(`the Tab key never reached ${name}`)
}

/** Waits until the page of that name is there. */
export const heading = (page: Page, name: string | RegExp) =>
  page.getByRole('heading', { level: 1, name, exact: true }).waitFor()

/** Clicks the first button of that name. */
export const press = (within: Page | Locator, name: string) =>
  within.getByRole('button', { name, exact: true }).first().click()

/** What an authenticator app into which the key was typed shows now, or so many seconds later. */
export const codeFor = (key: string, seconds = 0) =>
  appCode(
    `otpauth://totp/Crier?secret=${key.replaceAll(' ', '')}`,
    Temporal.Now.instant().add({ seconds }).epochMilliseconds,
  )

/** Sets up the authenticator app in the panel that is open. Gives its key and the recovery codes. */
export async function setUpApp(page: Page, password: string) {
  await page.getByLabel('Your password').fill(password)
  await press(page, 'Go on')
  const key = (await page.locator('p code').textContent()) ?? ''
  await page.getByLabel('The 6 digits').fill(codeFor(key))
  await press(page, 'Confirm')
  await page.getByText('Keep these codes').waitFor()
  const codes = await page.locator('.codes code').allTextContents()
  await press(page, 'I have kept them')
  return { key, codes }
}
