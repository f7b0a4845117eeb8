import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Page } from 'playwright-core'
import { heading, press, startJourney } from '../support/browser.ts'
import { client, startDirectory } from '../support/directory.ts'

const directory = await startDirectory()
const journey = await startJourney()
const { app } = journey
const door = 'Sign in with your Brackenshire Council account'

/** From our sign-in page to the directory's own pages, as somebody who is known there. */
async function throughDirectory(page: Page, subject: string) {
  await page.goto(`${app.address}/sign-in`)
  await page.getByRole('link', { name: door }).click()
  await page.waitForURL((address) => address.origin === directory.issuer)
  await page.locator('[name=login]').fill(subject)
  await page.locator('[name=password]').fill('whatever')
  await page.locator('[type=submit]').click()
  await page.getByText('Authorize').waitFor()
  await page.locator('[type=submit]').click()
  await page.waitForURL((address) => address.origin === app.address)
}

describe('single sign-on', () => {
  test('an administrator connects the directory on the page', async () => {
    const page = await journey.as('administrator')
    await page.goto(`${app.address}/council`)
    const panel = page.locator('section', {
      has: page.getByRole('heading', { name: 'Single sign-on' }),
    })
    const back = (await panel.locator('code').first().textContent()) ?? ''
    assert.ok(back.startsWith(app.address))
    directory.open(back)
    await panel.getByLabel('Use single sign-on').check()
    await panel.getByLabel('Issuer').fill('http://directory.example')
    await panel.getByLabel('Client id').fill(client.id)
    await panel.getByLabel('Client secret').fill(client.secret)
    await panel.getByLabel('Group in the directory').first().fill('crier-authors')
    await panel.getByLabel('Role here').first().selectOption('Author')
    await press(panel, 'Another group')
    await panel.getByLabel('Group in the directory').nth(1).fill('crier-comms')
    await panel.getByLabel('Role here').nth(1).selectOption({ index: 1 })
    await press(panel, 'Save')
    // Not over https, and not this machine.
    await panel.getByRole('alert').waitFor()
    await panel.getByLabel('Issuer').fill(directory.issuer)
    await press(panel, 'Save')
    await page.getByText('Single sign-on is saved.').waitFor()

    await page.reload()
    await panel.getByText('One is kept.').waitFor()
    assert.equal(await panel.getByLabel('Client secret').inputValue(), '')
    assert.equal(
      await panel.getByLabel('Group in the directory').first().inputValue(),
      'crier-authors',
    )
    await page.context().close()
  })

  test('somebody of a group signs in, with the role of the group and no password here', async () => {
    directory.people.set('p.reeve', {
      email: 'reeve@brackenshire.example',
      email_verified: true,
      name: 'Parish reeve',
      groups: ['crier-authors'],
    })
    const page = await journey.stranger()
    await throughDirectory(page, 'p.reeve')
    await heading(page, 'Today')
    await page.getByRole('button', { name: /^Your menu, Parish reeve/ }).click()
    await page.getByText('Author', { exact: true }).waitFor()
    await page.context().close()
  })

  test('somebody of no group is sent back with the reason', async () => {
    directory.people.set('stranger', {
      email: 'stranger@brackenshire.example',
      email_verified: true,
      name: 'A stranger',
      groups: ['leisure-centre-wifi'],
    })
    const page = await journey.stranger()
    await throughDirectory(page, 'stranger')
    await heading(page, 'Sign in')
    await page.locator('.notice.refused').getByText(/group/i).waitFor()
    await page.goto(`${app.address}/people`)
    await heading(page, 'Sign in')
    await page.context().close()
  })

  test('a role that the directory takes away is gone at the next sign-in', async () => {
    const reeve = directory.people.get('p.reeve')
    assert.ok(reeve)
    directory.people.set('p.reeve', { ...reeve, groups: [] })
    const page = await journey.stranger()
    await throughDirectory(page, 'p.reeve')
    await heading(page, 'Sign in')
    await page.locator('.notice.refused').waitFor()
    await page.context().close()
  })
})

test('no page complained', () => {
  // The directory's own pages ask for a typeface on the internet.
  const ours = journey.complaints().filter((each) => !each.startsWith(directory.issuer))
  assert.deepEqual(ours, [])
})
