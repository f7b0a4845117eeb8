import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { setUpCode } from '../../src/people/index.ts'
import { heading, press, setUpApp, signIn, startJourney } from '../support/browser.ts'
import { faultsOf } from '../support/looks.ts'

const key = new Uint8Array(32).fill(11)
const journey = await startJourney({
  demo: false,
  env: { CRIER_SEALING_KEY: Buffer.from(key).toString('base64') },
})
const { app } = journey
const administrator = await journey.stranger()
const me = { email: 'head.of.digital@stonebeck.example', password: 'kettle orchard nine violin' }
const colleague = { email: 'officer@stonebeck.example', password: 'marble ferry quiet hinge' }

describe('a new installation', () => {
  test('asks for the code from the terminal, and keeps what was typed when it refuses', async () => {
    await administrator.goto(app.address)
    await heading(administrator, 'Set up your council')
    assert.deepEqual(await faultsOf(administrator), [])
    await administrator.getByLabel('Set-up code').fill('0000-0000-0000-0000')
    await administrator.getByLabel('Name of the council').fill('Stonebeck Council')
    await administrator.getByLabel('Short name for addresses').fill('stonebeck')
    await administrator.getByLabel('Nation').selectOption('Wales')
    await administrator.getByLabel('Your name').fill('Head of digital')
    await administrator.getByLabel(/e-?mail/i).fill(me.email)
    await administrator.getByLabel('Password').fill(me.password)
    await press(administrator, 'Set up')
    await administrator.getByRole('alert').waitFor()
    await administrator.getByLabel('Set-up code').fill(setUpCode([key]))
    await administrator.getByLabel('Password').fill('stonebeck council')
    await press(administrator, 'Set up')
    await administrator
      .getByText(/password/i)
      .and(administrator.getByRole('link'))
      .waitFor()
    assert.equal(await administrator.getByLabel('Your name').inputValue(), 'Head of digital')
    await administrator.getByLabel('Password').fill(me.password)
    await press(administrator, 'Set up')
    await heading(administrator, 'Your council is set up')
  })

  test('lets its administrator do nothing before a second factor stands', async () => {
    await administrator.getByRole('link', { name: 'Sign in' }).click()
    await signIn(administrator, me.email, me.password)
    await heading(administrator, 'Set up a second factor')
    for (const path of ['/', '/people', '/policy', '/ledger']) {
      await administrator.goto(app.address + path)
      await heading(administrator, 'Set up a second factor')
    }
    assert.deepEqual(await faultsOf(administrator), [])
    const status = await administrator.evaluate(
      "fetch('/api/people', { headers: { 'crier-request': '1' } }).then((it) => it.status)",
    )
    assert.equal(status, 403)
    await setUpApp(administrator, me.password)
    await heading(administrator, 'Today')
    await administrator.getByRole('heading', { name: 'Connect a channel' }).waitFor()
  })

  test('is shut to whoever comes with the code again', async () => {
    const stranger = await journey.stranger()
    await stranger.goto(`${app.address}/set-up`)
    await heading(stranger, 'Sign in')
    await stranger.context().close()
  })

  test('chooses its policy and says which contact details are its own', async () => {
    await administrator.goto(`${app.address}/policy?part=packs`)
    await press(administrator, 'Choose packs')
    const dialog = administrator.getByRole('dialog')
    await dialog.getByLabel(/^HR policy/).check()
    await dialog.getByLabel('Why').fill('Our members adopted it in May.')
    await press(dialog, 'Choose these packs')
    await dialog.waitFor({ state: 'hidden' })
    const line = administrator.getByRole('listitem').filter({ hasText: 'HR policy' })
    await line.getByText('Binds you').waitFor()

    await administrator.getByRole('link', { name: 'Contact details' }).click()
    await administrator.getByLabel(/domains of the council/).fill('stonebeck.example')
    await administrator.getByLabel(/^Shared mailboxes/).fill('social@stonebeck.example')
    await administrator.getByLabel(/^Published phone numbers/).fill('01632 960200\n01632 960201')
    await press(administrator, 'Save')
    await administrator.getByText('The contact details are saved.').waitFor()
  })

  test('puts a channel on the register and connects it on the network’s own pages', async () => {
    await administrator.goto(`${app.address}/channels/new`)
    await administrator.getByLabel('Network').selectOption({ label: 'Practice network' })
    await administrator.getByLabel('Name', { exact: true }).fill('Stonebeck news')
    await administrator.getByLabel('Purpose').fill('News from the council for residents.')
    await administrator.getByRole('combobox', { name: 'Owner' }).click()
    await administrator.getByRole('option', { name: /^Head of digital/ }).click()
    await administrator.getByLabel(/of the account/).fill('social@stonebeck.example')
    await press(administrator, 'Add to the register')
    await heading(administrator, 'Stonebeck news')
    await press(administrator, 'Connect')
    await press(administrator.getByRole('dialog'), 'Go to Practice network')
    await administrator.waitForURL((address) => address.origin === app.practiceAddress)
    await administrator.getByText('Make a new practice account').click()
    const made = administrator.locator('details')
    await made.getByLabel('Account name').fill('stonebeck')
    await made.getByLabel('Name to show').fill('Stonebeck Council')
    await made.getByLabel('Practice password').fill('only for practice')
    await made.getByRole('button').click()
    await heading(administrator, 'Stonebeck news')
    await administrator.getByText('The channel is connected.').waitFor()
    await administrator.getByRole('link', { name: /@stonebeck/ }).waitFor()
  })

  test('invites a colleague by a link that is handed over, and gives them a level', async () => {
    await administrator.getByRole('link', { name: 'People', exact: true }).click()
    await press(administrator, 'Invite')
    const dialog = administrator.getByRole('dialog')
    await dialog.getByLabel('Name', { exact: true }).fill('Officer')
    await dialog.getByLabel(/e-?mail/i).fill(colleague.email)
    await press(dialog, 'Invite')
    const link = (await dialog.locator('pre').textContent()) ?? ''
    await press(dialog, 'Done')

    const officer = await journey.stranger()
    await officer.goto(link)
    await officer.getByText('Stonebeck Council').waitFor()
    assert.deepEqual(await faultsOf(officer), [])
    // The secret stands in no history and no log, so the page cannot be loaded again without it.
    assert.equal(new URL(officer.url()).hash, '')
    await officer.reload()
    await heading(officer, 'Open your link again')
    await officer.goto(link)
    await officer.getByLabel('Choose a password').fill(colleague.password)
    await press(officer, 'Accept')
    await officer.getByRole('link', { name: 'Sign in' }).click()
    await signIn(officer, colleague.email, colleague.password)
    await heading(officer, 'Today')
    await officer.getByRole('heading', { name: 'Have a level on a channel' }).waitFor()
    assert.equal(await officer.getByRole('heading', { name: 'Connect a channel' }).count(), 0)
    await officer.getByRole('link', { name: 'Channels', exact: true }).click()
    await officer.getByText('No channel for you yet').waitFor()

    await administrator.getByRole('link', { name: 'Officer', exact: true }).click()
    await heading(administrator, 'Officer')
    await administrator.getByLabel('Stonebeck news').selectOption('Publisher')
    await administrator.getByText('The level is changed.').waitFor()
    await officer.getByRole('link', { name: 'Stonebeck news' }).waitFor()
    await officer.keyboard.press('n')
    await officer.getByRole('checkbox', { name: 'Stonebeck news' }).waitFor()

    const late = await journey.stranger()
    await late.goto(link)
    await late.getByRole('alert').waitFor()
    await Promise.all([officer, late].map((page) => page.context().close()))
  })

  test('shows all of this in its ledger', async () => {
    await administrator.getByRole('link', { name: 'Ledger', exact: true }).click()
    await administrator
      .getByRole('row', { name: /connected a channel/ })
      .first()
      .waitFor()
  })
})

test('no page complained', () => {
  assert.deepEqual(journey.complaints(), [])
})
