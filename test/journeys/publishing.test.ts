import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { findings, startJourney, tabTo } from '../support/browser.ts'

const picture = async () => ({
  name: 'library.jpg',
  mimeType: 'image/jpeg',
  buffer: await sharp({ create: { width: 640, height: 400, channels: 3, background: '#357' } })
    .jpeg()
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 45/1 0/1' } })
    .toBuffer(),
})

const submit = (page: Page) => page.getByRole('button', { name: 'Submit', exact: true }).click()
const textOf = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true })

async function state(page: Page) {
  for (const part of ['purpose', 'benefit', 'source'])
    await page.locator(`[name="attestation.${part}"]`).fill('The library service')
  for (const tick of ['It is accurate', 'Its tone', 'I answer']) await page.getByLabel(tick).check()
}

/** Writes a post and submits it; what it is called is enough to find it by. */
async function submitted(page: Page, address: string, text: string): Promise<string> {
  await page.goto(`${address}/posts/new`)
  await page.getByRole('checkbox', { name: 'Brackenshire Council' }).check()
  await textOf(page).fill(text)
  await state(page)
  await submit(page)
  await page.getByRole('heading', { level: 1, name: text }).waitFor()
  return new URL(page.url()).pathname
}

/** Approves what stands open in the approvals or on the page of a post. */
async function approve(page: Page) {
  await page.getByRole('button', { name: 'Approve', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Approve', exact: true }).click()
  await page.getByRole('dialog').waitFor({ state: 'hidden' })
}

const shows = (page: Page, word: string) =>
  page.locator('.page-head').getByText(word, { exact: true }).waitFor()

const journey = await startJourney()
const { app } = journey
const author = await journey.as('author')
const approver = await journey.as('approver')

describe('publishing in the browser', () => {
  after(() => journey.close())

  test('two people bring a post with a picture to the practice network', async () => {
    const words = 'The library in Market Street opens again on Saturday.'
    await author.getByRole('link', { name: 'Write a post' }).first().click()
    await author.getByRole('checkbox', { name: 'Brackenshire Council' }).check()
    await textOf(author).fill(`${words} Call Jo on 07700 900123.`)
    await author.locator('input[type=file]').setInputFiles(await picture())
    await author.getByText('This looks like a phone number of a person').waitFor()
    assert.equal(await author.locator('.marked-behind mark').first().textContent(), '07700 900123')

    assert.deepEqual(await findings(author), [])
    await author.getByRole('button', { name: 'Go to the text' }).first().click()
    await until(author, `${selected} === '07700 900123'`)
    await author.keyboard.press('Delete')
    await textOf(author).fill(words)
    await state(author)
    await submit(author)
    const missing = author.getByRole('alert').getByText('does not fit its networks yet')
    await missing.waitFor()
    await author.getByRole('button', { name: 'Put it right' }).first().click()
    await until(author, `document.activeElement.labels?.[0]?.innerText.includes('shows')`)
    await author.keyboard.type('The library with its doors open')
    await author.keyboard.press('Control+Enter')
    await author.getByRole('heading', { level: 1, name: words }).waitFor()
    await shows(author, 'Waiting for approval')
    assert.equal(await author.getByRole('button', { name: 'Approve' }).count(), 0)
    await author.getByText('someone else has to approve it').first().waitFor()

    await approver.goto(app.address)
    await approver.getByRole('link', { name: 'Read it' }).click()
    await approver.getByText('The library with its doors open').waitFor()
    await approve(approver)
    await approver.getByText('Nothing waits for approval').waitFor()

    await shows(author, 'Sent')
    const there = author.getByRole('link', { name: 'See it on Brackenshire Council' })
    const address = (await there.getAttribute('href')) ?? ''
    const visitor = await journey.stranger()
    await visitor.goto(app.practiceAddress)
    await visitor.getByText(words).waitFor()
    assert.ok(address.startsWith(app.practiceAddress))
    await visitor.goto(address)
    await visitor.getByText(words).waitFor()
    assert.equal(await visitor.locator('img[alt="The library with its doors open"]').count(), 1)
  })

  test('a returned post is changed and asks again, and so does an edit after the approval', async () => {
    const path = await submitted(author, app.address, 'Free swimming in the holidays')
    await approver.goto(app.address + path)
    await approver.getByRole('button', { name: 'Return', exact: true }).click()
    await approver.getByLabel('What should change?').fill('Say for whom it is free.')
    await approver.getByRole('button', { name: 'Return it' }).click()

    await shows(author, 'Returned')
    await author.getByRole('link', { name: 'Edit', exact: true }).click()
    await author.getByRole('heading', { level: 1, name: 'Edit' }).waitFor()
    await author.getByText('Say for whom it is free.').waitFor()
    assert.equal(await author.getByLabel('What is it for?').inputValue(), 'The library service')
    await textOf(author).fill('Free swimming for under-16s in the holidays')
    await author.getByLabel('At a date and time').check()
    await author.getByLabel('Date', { exact: true }).fill('2031-07-01')
    await author.getByLabel('Time', { exact: true }).fill('09:00')
    await state(author)
    await submit(author)
    await shows(author, 'Waiting for approval')

    await approver.goto(app.address + path)
    await approve(approver)
    await shows(approver, 'Scheduled')

    await author.goto(`${app.address}${path}/edit`)
    await author.getByText('Nothing is saved until you save it.').waitFor()
    await textOf(author).fill('Free swimming for under-18s in the holidays')
    await author.keyboard.press('Control+s')
    await author.getByText(/^Saved at/).waitFor()
    await state(author)
    await submit(author)
    await shows(author, 'Waiting for approval')
    await approver.goto(`${app.address}/approvals`)
    await approver.getByText('What changed since it was last approved').waitFor()
    assert.deepEqual(
      [
        await approver.locator('del').first().textContent(),
        await approver.locator('ins').first().textContent(),
      ].map((each) => each?.replace(/^.*: /s, '')),
      ['under-16s', 'under-18s'],
    )
  })

  test('a scheduled post stands in the calendar and is taken back before it leaves', async () => {
    await author.goto(`${app.address}/calendar?view=month&day=2031-03-28`)
    await author.getByRole('link', { name: 'New post on this day' }).click()
    await author.getByRole('checkbox', { name: 'Brackenshire Council' }).check()
    await textOf(author).fill('The clocks go forward on Sunday')
    assert.equal(await author.getByLabel('Date', { exact: true }).inputValue(), '2031-03-28')
    await author.getByLabel('Date', { exact: true }).fill('2031-03-30')
    await author.getByLabel('Time', { exact: true }).fill('01:30')
    // The hour that the clocks leave out is no time to choose.
    await author.getByRole('button', { name: '02:00' }).click()
    await author.getByText('Sun 30 Mar 2031, 02:00').waitFor()
    await state(author)
    await submit(author)
    await shows(author, 'Waiting for approval')
    const path = new URL(author.url()).pathname
    await approver.goto(app.address + path)
    await approve(approver)
    await shows(author, 'Scheduled')

    await author.goto(`${app.address}/calendar?view=month&day=2031-03-28`)
    const day = author.locator('[data-day="2031-03-28"]')
    await day.focus()
    await author.keyboard.press('ArrowRight')
    await author.keyboard.press('ArrowRight')
    await author.getByRole('heading', { name: 'Sunday 30 March 2031' }).waitFor()
    await author.keyboard.press('Enter')
    await author.keyboard.press('Tab')
    await author.keyboard.press('Enter')
    await shows(author, 'Scheduled')
    await author.getByRole('button', { name: 'Withdraw' }).click()
    await author.getByLabel('Why is it withdrawn?').fill('The date was wrong.')
    await author.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click()
    await shows(author, 'Withdrawn')
  })

  test('a channel can say something of its own, and a thread is put in order', async () => {
    await author.goto(`${app.address}/posts/new`)
    await author.getByRole('checkbox', { name: 'Brackenshire Council' }).check()
    await author.getByRole('checkbox', { name: 'Brackenshire Libraries' }).check()
    await textOf(author).fill('First.\n\nSecond.')
    await textOf(author).press('Control+Home')
    await author.keyboard.press('End')
    await author.keyboard.press('Control+Shift+Enter')
    const parts = author.locator('.part textarea')
    assert.deepEqual(await values(author), ['First.', 'Second.'])
    await author.keyboard.press('Alt+ArrowUp')
    assert.deepEqual(await values(author), ['Second.', 'First.'])
    await author.getByRole('tab', { name: 'Brackenshire Libraries' }).click()
    await author.getByRole('button', { name: 'Give it its own text' }).click()
    await parts.first().fill('For readers.')
    await author.getByRole('tab', { name: /own text/ }).waitFor()
    await author.getByRole('button', { name: 'Follow the text for all channels again' }).click()
    await author.getByRole('button', { name: 'Give it its own text' }).click()
    assert.deepEqual(await values(author), ['For readers.', 'First.'])
    await author.getByText(/^Saved at/).waitFor()
    await author.reload()
    await author.getByRole('tab', { name: /own text/ }).waitFor()
    assert.deepEqual(await values(author), ['Second.', 'First.'])
  })

  test('two who write at once, and a lost connection, lose nothing', async () => {
    await author.goto(`${app.address}/posts/new`)
    await author.getByRole('checkbox', { name: 'Brackenshire Council' }).check()
    await textOf(author).fill('Bins are late today')
    await author.keyboard.press('Control+s')
    await author.getByText(/^Saved at/).waitFor()
    const postId = new URL(author.url()).searchParams.get('post')
    await approver.goto(`${app.address}/posts/${postId}/edit`)
    await textOf(approver).fill('Bins are late today and tomorrow')
    await approver.keyboard.press('Control+s')
    await approver.getByText(/^Saved at/).waitFor()

    await textOf(author).fill('Bins are late in Market Street')
    await author.getByText('saved version 2 while you were writing').waitFor()
    assert.equal(await textOf(author).inputValue(), 'Bins are late in Market Street')
    assert.deepEqual(await findings(author), [])
    await author.getByRole('button', { name: 'Go on with theirs and keep mine aside' }).click()
    assert.equal(await textOf(author).inputValue(), 'Bins are late today and tomorrow')
    await author.getByText('Your text, set aside').waitFor()
    await author.getByRole('button', { name: 'Put it back' }).click()
    assert.equal(await textOf(author).inputValue(), 'Bins are late in Market Street')
    await author.keyboard.press('Control+s')
    await author.getByText(/^Saved at/).waitFor()

    await author.context().setOffline(true)
    await textOf(author).fill('Bins are late in Market Street and Mill Lane')
    await author.keyboard.press('Control+s')
    await author.getByText('Not saved. No answer from Crier').waitFor()
    await author.getByRole('link', { name: 'Calendar' }).click()
    await author.getByRole('dialog', { name: 'Leave without saving?' }).waitFor()
    await author.getByRole('button', { name: 'Stay here' }).click()
    await author.context().setOffline(false)
    await author.getByRole('button', { name: 'Try again' }).click()
    await author.getByText(/^Saved at/).waitFor()
    await author.goto(`${app.address}/posts/${postId}`)
    await author
      .getByRole('heading', { name: 'Bins are late in Market Street and Mill Lane' })
      .waitFor()
  })

  test('all of it can be done without a mouse', async () => {
    await author.goto(app.address)
    await author.getByRole('heading', { level: 1, name: 'Today' }).waitFor()
    await tabTo(author, 'Write a post')
    await author.keyboard.press('Enter')
    await author.getByRole('heading', { level: 1, name: 'Write a post' }).waitFor()
    await tabTo(author, /^Brackenshire Council/)
    await author.keyboard.press('Space')
    await tabTo(author, 'Text')
    await author.keyboard.type('Written without a mouse')
    for (const question of [
      'What is it for?',
      'What good should it do?',
      'Where do its facts come from?',
    ]) {
      await tabTo(author, question)
      await author.keyboard.type('A journey')
    }
    for (const tick of [/^It is accurate/, /^Its tone/, /^I answer/]) {
      await tabTo(author, tick)
      await author.keyboard.press('Space')
    }
    await author.keyboard.press('Control+Enter')
    await shows(author, 'Waiting for approval')

    await approver.goto(`${app.address}/approvals`)
    const line = approver.locator('.approval-line', { hasText: 'Written without a mouse' })
    await line.waitFor()
    while ((await line.getAttribute('aria-current')) === null) {
      await approver.keyboard.press('j')
      await approver.waitForTimeout(100)
    }
    await approver.getByRole('button', { name: 'Approve', exact: true }).waitFor()
    await approver.keyboard.press('a')
    await approver.getByRole('dialog', { name: /^Approve version/ }).waitFor()
    assert.deepEqual(await findings(approver), [])
    await tabTo(approver, 'Approve')
    await approver.keyboard.press('Enter')
    await shows(author, 'Sent')
  })

  test('a correction asks again and then changes what stands on the network', async () => {
    await author.getByRole('link', { name: 'Correct it' }).click()
    await author.getByText('A change becomes a correction there').waitFor()
    await textOf(author).fill('Written without a mouse, and corrected')
    await author.getByRole('button', { name: 'Save as a new version' }).click()
    await author.getByText(/^Saved at/).waitFor()
    await state(author)
    await submit(author)
    await shows(author, 'Waiting for approval')
    await approver.goto(author.url())
    await approve(approver)
    await shows(approver, 'Sent')
    await approver.getByText('Correction', { exact: true }).waitFor()
    const visitor = await journey.stranger()
    await visitor.goto(app.practiceAddress)
    await visitor.getByText('Written without a mouse, and corrected').waitFor()
    await shows(author, 'Sent')
  })

  test('what was sent is deleted on the network, with a reason', async () => {
    await author.getByRole('button', { name: 'Delete on the network' }).click()
    await author.getByLabel('Why is it deleted?').fill('It was only a journey.')
    await author.getByRole('button', { name: 'Delete it there' }).click()
    await shows(author, 'Deleted')
    const visitor = await journey.stranger()
    await visitor.goto(app.practiceAddress)
    await visitor.getByText('The library in Market Street').first().waitFor()
    assert.equal(await visitor.getByText('Written without a mouse').count(), 0)
  })

  test('no page complained', () => {
    assert.deepEqual(journey.complaints(), [])
  })
})

const selected = `(({ value = '', selectionStart, selectionEnd }) =>
  value.slice(selectionStart, selectionEnd))(document.activeElement)`

/** Asks the page until it is so. The page's own policy lets no test evaluate by itself. */
async function until(page: Page, expression: string): Promise<void> {
  for (let asked = 0; asked < 100; asked += 1) {
    if ((await page.evaluate(expression)) === true) return
    await page.waitForTimeout(50)
  }
  assert.fail(`it never came to ${expression}`)
}
const values = (page: Page) =>
  page
    .locator('.part textarea')
    .evaluateAll((areas) => areas.map((area) => 'value' in area && area.value))
