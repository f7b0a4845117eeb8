import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import type { Page } from 'playwright-core'
import sharp from 'sharp'
import { startJourney } from './support/browser.ts'
import { fillCouncil } from './support/content.ts'
import { settled } from './support/looks.ts'

const folder = join(import.meta.dirname, '../docs/pictures')

// No test by its name, so that it runs only when asked: ./crier test --only test/pictures.ts
test('takes the pictures of the README', async () => {
  const { app, as } = await startJourney()
  const known = await fillCouncil(app)
  mkdirSync(folder, { recursive: true })

  const approver = await as('approver')
  await settled(approver)
  await take(approver, 'today', 880)

  const author = await as('author')
  await author.goto(`${app.address}/posts/new`)
  await author.getByRole('checkbox', { name: 'Brackenshire Council' }).check()
  await author
    .getByRole('textbox', { name: 'Text', exact: true })
    .fill(
      'Lost a set of keys near the bandstand? They are at the park office. Ring Sam on 07700 900123.',
    )
  for (const question of ['What is it for?', 'What good', 'Where do its facts'])
    await author.getByLabel(question).fill('The park office asked for it')
  for (const statement of ['It is accurate', 'Its tone', 'I answer'])
    await author.getByLabel(statement).check()
  await author.getByText('This looks like a phone number of a person').waitFor()
  await author.getByRole('button', { name: 'Confirm the checks' }).waitFor({ state: 'detached' })
  await author.getByText(/^Saved at/).waitFor()
  await author.evaluate('scrollTo(0, 0)')
  await settled(author)
  await take(author, 'composer', 880)

  await author.goto(`${app.address}/posts/${known.plain}`)
  await settled(author)
  await take(author, 'post', 1440)

  const auditor = await as('auditor')
  await auditor.goto(`${app.address}/ledger?kind=post`)
  await auditor.getByRole('combobox', { name: 'Who' }).waitFor()
  await settled(auditor)
  await writeBritishDates(auditor)
  await take(auditor, 'ledger', 880)
})

/** As a council's browsers show an empty date: Debian's Chromium comes with American ones alone. */
const writeBritishDates = (page: Page) =>
  page.evaluate(`for (const field of document.querySelectorAll('input[type=date]'))
    Object.assign(field, { type: 'text', placeholder: 'dd/mm/yyyy' })`)

/** Few colours are enough for a page, and keep the file small. */
async function take(page: Page, name: string, height: number) {
  await page.setViewportSize({ width: 1280, height })
  const whole = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  const small = await sharp(whole).png({ palette: true, colours: 128, effort: 10 }).toBuffer()
  writeFileSync(join(folder, `${name}.png`), small)
}
