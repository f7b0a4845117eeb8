import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { demoEmail } from '../../src/people/index.ts'
import { codeFor, heading, press, setUpApp, signIn, startJourney } from '../support/browser.ts'

const journey = await startJourney()
const { app } = journey

async function signOut(page: Page) {
  await page.getByRole('button', { name: /^Your menu/ }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await heading(page, 'Sign in')
}

describe('signing in', () => {
  test('a wrong password is refused, the right one leads to where the person wanted to be', async () => {
    const page = await journey.stranger()
    await page.goto(`${app.address}/calendar?view=week`)
    await heading(page, 'Sign in')
    await signIn(page, demoEmail('author'), 'a wrong password')
    const alert = page.getByRole('alert')
    await alert.waitFor()
    assert.ok(await alert.evaluate((box) => box === document.activeElement))
    assert.equal(await page.getByLabel(/e-?mail/i).inputValue(), demoEmail('author'))
    await signIn(page, demoEmail('author'), app.password)
    await heading(page, 'Calendar')
    assert.match(page.url(), /\/calendar\?view=week$/)
    await signOut(page)
    await page.goBack()
    await heading(page, 'Sign in')
    await page.context().close()
  })

  test('an authenticator app is set up, asked for, and replaced by a recovery code once', async () => {
    const page = await journey.as('newcomer')
    await page.goto(`${app.address}/security`)
    await press(page, 'Set up')
    const { key, codes } = await setUpApp(page, app.password)
    await page.getByText('Set up', { exact: true }).waitFor()
    assert.equal(codes.length, 10)

    await signOut(page)
    await signIn(page, demoEmail('newcomer'), app.password)
    await heading(page, 'Confirm it is you')
    await page.getByLabel('Code').fill('000000')
    await press(page, 'Confirm')
    await page.getByRole('alert').waitFor()
    // The code of the next half minute: the one of this was used up by the set-up.
    await page.getByLabel('Code').fill(codeFor(key, 30))
    await press(page, 'Confirm')
    await heading(page, 'Today')

    for (const outcome of ['lets in', 'is used up']) {
      await signOut(page)
      await signIn(page, demoEmail('newcomer'), app.password)
      await press(page, 'I do not have the app with me')
      await page.getByLabel('Recovery code').fill(codes[0] ?? '')
      await press(page, 'Confirm')
      if (outcome === 'lets in') await heading(page, 'Today')
      else await page.getByRole('alert').waitFor()
    }
    await page.getByLabel('Recovery code').fill(codes[1] ?? '')
    await press(page, 'Confirm')
    await heading(page, 'Today')
    await page.context().close()
  })

  test('a passkey is added, signs in without a password, and can be removed', async () => {
    const page = await journey.as('communications')
    const device = await page.context().newCDPSession(page)
    await device.send('WebAuthn.enable')
    const { authenticatorId } = await device.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    })
    await page.goto(`${app.address}/security`)
    await press(page, 'Add a passkey')
    await page.getByLabel('A name to know it by').fill('Work laptop')
    await press(page, 'Go on')
    await page.getByText('Work laptop').waitFor()
    await signOut(page)
    await press(page, 'Sign in with a passkey')
    await heading(page, 'Today')

    // A finger that the device does not know.
    await signOut(page)
    await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
    await press(page, 'Sign in with a passkey')
    await page.getByRole('button', { name: 'Sign in with a passkey' }).waitFor()
    await device.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true })
    await press(page, 'Sign in with a passkey')
    await heading(page, 'Today')

    await page.goto(`${app.address}/security`)
    const line = page.getByRole('listitem').filter({ hasText: 'Work laptop' })
    await line.getByRole('button', { name: 'Remove' }).click()
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
    await page.getByText('No passkeys yet').waitFor()
    await signOut(page)
    await press(page, 'Sign in with a passkey')
    await page.getByRole('alert').waitFor()
    await page.context().close()
  })
})

describe('sessions', () => {
  test('a person sees where they are signed in, and ends another session', async () => {
    const [here, there] = [await journey.as('moderator'), await journey.as('moderator')]
    await here.goto(`${app.address}/security`)
    await here.getByText('This one').waitFor()
    await press(here, 'End')
    await here.getByText('That session has ended.').waitFor()
    await here.getByRole('button', { name: 'End', exact: true }).waitFor({ state: 'detached' })
    await thrownOut(there)
    await here.reload()
    await here.getByText('This one').waitFor()
    await Promise.all([here, there].map((page) => page.context().close()))
  })

  test('a suspension throws a person out at their next click, and keeps them out', async () => {
    const [crisis, administrator] = [await journey.as('crisis'), await journey.as('administrator')]
    await administrator.getByRole('link', { name: 'People', exact: true }).click()
    await administrator.getByRole('link', { name: 'Crisis lead' }).click()
    await press(administrator, 'Suspend')
    const dialog = administrator.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Suspend' }).click()
    // Without a reason nothing happens.
    await dialog.getByRole('alert').waitFor()
    await dialog.getByLabel('Why').fill('Their laptop was stolen.')
    await dialog.getByRole('button', { name: 'Suspend' }).click()
    await administrator.getByText('Suspended from everything').waitFor()

    await thrownOut(crisis)
    await signIn(crisis, demoEmail('crisis'), app.password)
    await crisis
      .getByRole('alert')
      .getByText(/suspended/i)
      .waitFor()

    await press(administrator, 'Lift')
    await dialog.getByLabel('Why').fill('It was found.')
    await dialog.getByRole('button', { name: 'Lift' }).click()
    await administrator.getByText('Suspended from everything').waitFor({ state: 'detached' })
    await signIn(crisis, demoEmail('crisis'), app.password)
    await heading(crisis, 'Channels')
    await Promise.all([crisis, administrator].map((page) => page.context().close()))
  })
})

/** The page that is open says so at the next click and shows nothing new; the one after asks to sign in. */
async function thrownOut(page: Page) {
  await page.getByRole('link', { name: 'Channels', exact: true }).click()
  await page.getByText('Your session has ended.').waitFor()
  assert.equal(await page.getByRole('row').count(), 0)
  await page.reload()
  await heading(page, 'Sign in')
}

test('no page complained', () => {
  assert.deepEqual(journey.complaints(), [])
})
