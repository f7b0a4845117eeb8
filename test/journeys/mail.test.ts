import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { demoEmail } from '../../src/people/index.ts'
import { heading, press, signIn, startJourney } from '../support/browser.ts'
import { startMail } from '../support/mail.ts'

const mail = await startMail()
const journey = await startJourney({ env: { CRIER_SMTP_URL: mail.url } })
const { app } = journey

describe('with a mail server', () => {
  test('an invitation comes by mail, and its link is not shown to who invites', async () => {
    const email = 'parks@brackenshire.example'
    const administrator = await journey.as('administrator')
    await administrator.goto(`${app.address}/people`)
    await press(administrator, 'Invite')
    const dialog = administrator.getByRole('dialog')
    await dialog.getByLabel('Name', { exact: true }).fill('Parks officer')
    await dialog.getByLabel(/e-?mail/i).fill(email)
    await press(dialog, 'Invite')
    await dialog.getByText(`on its way to ${email}`).waitFor()
    assert.equal(await dialog.locator('pre').count(), 0)
    await press(dialog, 'Done')

    const invited = await journey.stranger()
    await invited.goto(await mail.linkTo(email))
    await invited.getByLabel('Your name').fill('Parks and gardens')
    await invited.getByLabel('Choose a password').fill('kerb lantern otter drift')
    await press(invited, 'Accept')
    await invited.getByRole('link', { name: 'Sign in' }).click()
    await signIn(invited, email, 'kerb lantern otter drift')
    await heading(invited, 'Today')
    // The page of who invited hears of it.
    await administrator.getByRole('link', { name: 'Parks and gardens' }).waitFor()
    await Promise.all([administrator, invited].map((page) => page.context().close()))
  })

  test('a forgotten password is replaced by a link that works once', async () => {
    const email = demoEmail('author')
    const elsewhere = await journey.as('author')
    const page = await journey.stranger()
    await page.goto(`${app.address}/sign-in`)
    await page.getByRole('link', { name: 'Forgotten password' }).click()
    await page.getByLabel(/e-?mail/i).fill(email)
    await press(page, 'Send the e-mail')
    await heading(page, 'Look at your e-mail')
    const link = await mail.linkTo(email)
    await page.goto(link)
    await page.getByLabel('New password').fill('brackenshire')
    await press(page, 'Set password')
    await page.getByRole('alert').waitFor()
    await page.getByLabel('New password').fill('seven herons walk slowly')
    await press(page, 'Set password')
    await heading(page, 'Your new password is set')
    await page.getByRole('link', { name: 'Sign in' }).click()
    await signIn(page, email, 'seven herons walk slowly')
    await heading(page, 'Today')
    await elsewhere.reload()
    await heading(elsewhere, 'Sign in')

    await elsewhere.goto(link)
    await elsewhere.getByLabel('New password').fill('another good long password')
    await press(elsewhere, 'Set password')
    await elsewhere.getByRole('alert').waitFor()
    await Promise.all([elsewhere, page].map((each) => each.context().close()))
  })
})

test('no page complained', () => {
  assert.deepEqual(journey.complaints(), [])
})
