import assert from 'node:assert/strict'
import { after, describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { startJourney } from '../support/browser.ts'

const journey = await startJourney()
const { app } = journey
const author = await journey.as('author')
const approver = await journey.as('approver')
const managing = await app.signIn('communications')

const textOf = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true })
const saved = (page: Page) => page.getByText(/^Saved at/).waitFor()
const council = (page: Page) => page.getByRole('checkbox', { name: 'Brackenshire Council' })

async function draft(page: Page, text: string) {
  await page.goto(`${app.address}/posts/new`)
  await council(page).check()
  await textOf(page).fill(text)
}

async function state(page: Page) {
  for (const part of ['purpose', 'benefit', 'source'])
    await page.locator(`[name="attestation.${part}"]`).fill('The waste service')
  for (const tick of ['It is accurate', 'Its tone', 'I answer']) await page.getByLabel(tick).check()
}

/** Gives the page a file as a hand would that drops or pastes it. */
async function give(page: Page, how: 'drop' | 'paste', bytes: Buffer, name: string, type: string) {
  await page.evaluate(
    `((bytes, name, type) => {
       const data = new DataTransfer()
       const file = new File([Uint8Array.from(atob(bytes), (c) => c.charCodeAt(0))], name, { type })
       data.items.add(file)
       const event = '${how}' === 'drop'
         ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
         : new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true })
       document.querySelector('.part textarea').dispatchEvent(event)
     })(${JSON.stringify(bytes.toString('base64'))}, ${JSON.stringify(name)}, ${JSON.stringify(type)})`,
  )
}

describe('publishing in the browser, in detail', () => {
  after(() => journey.close())

  test('a day without anything gives the first step', async () => {
    const newcomer = await journey.as('newcomer')
    await newcomer.getByRole('heading', { name: 'Nothing waits for you' }).waitFor()
    await newcomer.locator('.first-steps').getByRole('link', { name: 'Write a post' }).click()
    await newcomer.getByText('While you write, Crier says here').waitFor()
    await newcomer.getByRole('button', { name: 'Submit', exact: true }).click()
    await newcomer.getByText('there is nothing to submit').waitFor()
    assert.equal(new URL(newcomer.url()).search, '')
  })

  test('those who only read are offered no way to write', async () => {
    const auditor = await journey.as('auditor')
    await auditor.getByRole('heading', { level: 1, name: 'Today' }).waitFor()
    await auditor.getByText('The sender is running').waitFor()
    assert.equal(await auditor.getByRole('link', { name: 'Write a post' }).count(), 0)
    await auditor.goto(`${app.address}/posts/new`)
    await auditor.getByText('Writing a post is for them.').waitFor()
  })

  test('pictures come by drop and by paste, are put in order and left out', async () => {
    const picture = (background: string) =>
      sharp({ create: { width: 40, height: 30, channels: 3, background } })
        .png()
        .toBuffer()
    await draft(author, 'Two pictures')
    await give(author, 'drop', await picture('#c33'), 'red.png', 'image/png')
    await author.getByLabel('What picture 1 shows').fill('A red square')
    await give(author, 'paste', await picture('#33c'), 'blue.png', 'image/png')
    await author.getByLabel('What picture 2 shows').fill('A blue square')
    await author.getByRole('button', { name: 'Move picture 2 up' }).click()
    assert.equal(await author.getByLabel('What picture 1 shows').inputValue(), 'A blue square')
    await author
      .getByRole('checkbox', { name: /^Decorative/ })
      .first()
      .check()
    await author.getByLabel('Why picture 1 needs no description').fill('It repeats the text')
    await author.getByRole('button', { name: 'Remove picture 2' }).click()
    await saved(author)
    await author.reload()
    assert.equal(
      await author.getByLabel('Why picture 1 needs no description').inputValue(),
      'It repeats the text',
    )
    assert.equal(await author.locator('.picture').count(), 1)
  })

  test('a file that is no picture is refused in words, and the text stays', async () => {
    await draft(author, 'With a file that lies about what it is')
    await give(author, 'drop', Buffer.from('<script>alert(1)</script>'), 'a.png', 'image/png')
    await author.locator('.picture').getByRole('alert').waitFor()
    await author.getByRole('button', { name: 'Leave it out' }).click()
    assert.equal(await author.locator('.picture').count(), 0)
    assert.equal(await textOf(author).inputValue(), 'With a file that lies about what it is')
  })

  test('what was stated is still there after a reload', async () => {
    await draft(author, 'Stated before a reload')
    await author.keyboard.press('Control+s')
    await saved(author)
    await author.getByLabel('What is it for?').fill('To be kept')
    await author.reload()
    assert.equal(await author.getByLabel('What is it for?').inputValue(), 'To be kept')
  })

  test('a text that is too long says by how much before anyone asks', async () => {
    await draft(author, 'x'.repeat(512))
    await author.getByText('512 of 500').waitFor()
    await author.getByText('12 too many').waitFor()
    await author.getByText('This text is too long for Brackenshire Council by 12').waitFor()
  })

  test('the hour that comes twice asks which one is meant', async () => {
    await draft(author, 'In the night when the clocks go back')
    await author.getByLabel('At a date and time').check()
    await author.getByLabel('Date', { exact: true }).fill('2031-10-26')
    await author.getByLabel('Time', { exact: true }).fill('01:30')
    await author.getByRole('radio', { name: /01:30 GMT, the second time/ }).check()
    await state(author)
    await author.keyboard.press('Control+Enter')
    await author.getByText('Waiting for approval', { exact: true }).first().waitFor()
    const at = author.locator('.page-head time.numbers')
    assert.equal(await at.getAttribute('datetime'), '2031-10-26T01:30:00Z')
  })

  test('a paused channel stops the approval in words, and gives it back by itself', async () => {
    await draft(author, 'Submitted before the channel was paused')
    await state(author)
    await author.keyboard.press('Control+Enter')
    await author.getByText('Waiting for approval', { exact: true }).first().waitFor()
    const button = approver.getByRole('button', { name: 'Approve', exact: true })
    await approver.goto(author.url())
    await button.waitFor()
    const channel = await author.evaluate(`fetch('/api/channels').then((r) => r.json())
      .then(({ channels }) => channels.find(({ name }) => name === 'Brackenshire Council').id)`)
    await managing('POST', `/api/channels/${channel}/pause`, { reason: 'For a moment' })
    await approver.getByText('Brackenshire Council is paused').first().waitFor()
    assert.equal(await button.count(), 0)
    await managing('POST', `/api/channels/${channel}/resume`, {})
    await button.click()
    await approver.getByRole('dialog').getByRole('button', { name: 'Approve' }).click()
    await author.locator('.page-head').getByText('Sent', { exact: true }).waitFor()
  })

  test('filters stand in the address, and j and k walk the lines', async () => {
    await author.goto(`${app.address}/posts`)
    await author.getByLabel('State').selectOption('Drafts')
    await author.getByLabel('Search').fill('reload')
    await author.getByRole('link', { name: 'Stated before a reload' }).waitFor()
    await author.waitForURL((url) => url.searchParams.get('search') === 'reload')
    assert.equal(new URL(author.url()).searchParams.get('state'), 'draft')
    await author.reload()
    await author.getByRole('link', { name: 'Stated before a reload' }).waitFor()
    assert.equal(await author.locator('.post-line').count(), 1)
    await author.getByRole('heading', { level: 1 }).focus()
    await author.keyboard.press('j')
    await author.keyboard.press('Enter')
    await author.getByRole('heading', { level: 1, name: 'Stated before a reload' }).waitFor()
  })

  test('no page complained', () => {
    assert.deepEqual(journey.complaints(), [])
  })
})
