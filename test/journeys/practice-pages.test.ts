import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, describe, test } from 'node:test'
import { type Browser, chromium } from 'playwright-core'
import { onePixel } from '../../src/networks/contract-tests.ts'
import { PracticeClient } from '../../src/networks/practice/client.test.support.ts'
import { startPractice } from '../../src/networks/practice/started.test.support.ts'

const practice = await startPractice()
const { address } = practice
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const back = 'https://crier.example/back'

describe('the practice network in a browser', () => {
  let browser: Browser
  const paths = new Map<string, string>()

  before(async () => {
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] })
    const council = await PracticeClient.signUp(address, 'council')
    const { json: media } = await council.upload(onePixel, { description: 'A street' })
    const words =
      'Closed on Monday. https://brackenshire.example/a/long/address/of/a/page #Recycling'
    const post = async (status: string, more = {}) =>
      (await council.post('/api/v1/statuses', { status, language: 'en', ...more })).json.id
    const id = await post(words, { media_ids: [media.id] })
    await post('W'.repeat(200), { in_reply_to_id: id })
    await post('Behind a warning', { spoiler_text: 'A warning' })
    await council.send('PUT', `/api/v1/statuses/${id}`, { status: words, media_ids: [media.id] })
    const form = { client_name: 'Crier', redirect_uris: back, scopes: 'read write' }
    const { json: app } = await new PracticeClient(address, '').post('/api/v1/apps', form)
    const query = { response_type: 'code', client_id: app.client_id, redirect_uri: back }
    paths.set('the timeline', '/')
    paths.set('a post', `/@council/${id}`)
    paths.set('an account', '/@council')
    paths.set('about', '/about')
    paths.set('a missing page', '/missing')
    paths.set('sign-in', `/oauth/authorize?${new URLSearchParams(query)}`)
  })
  after(async () => {
    await browser.close()
    await practice.stop()
  })

  for (const colorScheme of ['light', 'dark'] as const)
    test(`reads well on a phone, in ${colorScheme}`, async () => {
      const viewport = { width: 390, height: 800 }
      // Its policy lets no script in, and axe is one.
      const context = await browser.newContext({ colorScheme, viewport, bypassCSP: true })
      const page = await context.newPage()
      for (const [name, path] of paths) {
        await page.goto(address + path)
        assert.ok(await page.getByText('Practice network: nothing here is public').isVisible())
        assert.equal(await page.evaluate('document.documentElement.scrollWidth'), 390, name)
        await page.evaluate(axe)
        const found = await page.evaluate('axe.run().then((r) => r.violations.map((v) => v.help))')
        assert.deepEqual(found, [], name)
      }
      await context.close()
    })

  test('a person makes an account and allows a program, by keyboard alone and without scripts', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.route(`${back}**`, (route) => route.fulfill({ body: 'Back at Crier' }))
    await page.goto(address + (paths.get('sign-in') ?? ''))
    await page.getByText('Make a new practice account').focus()
    await page.keyboard.press('Enter')
    const made = page.locator('details')
    await made.getByLabel('Account name').focus()
    await page.keyboard.type('a clerk')
    await page.keyboard.press('Tab')
    await page.keyboard.type('A clerk')
    await page.keyboard.press('Tab')
    await page.keyboard.type('a good password')
    await page.keyboard.press('Enter')
    await page.getByRole('alert').getByRole('link').click()
    await page.keyboard.press('ControlOrMeta+A')
    await page.keyboard.type('a_clerk')
    assert.equal(await made.getByLabel('Name to show').inputValue(), 'A clerk')
    await made.getByLabel('Practice password').fill('a good password')
    await page.keyboard.press('Enter')
    await page.getByText('Back at Crier').waitFor()
    assert.match(page.url(), /[?&]code=[\w-]+/)
    await context.close()
  })
})
