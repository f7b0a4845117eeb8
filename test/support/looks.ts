import type { Page } from 'playwright-core'
import { findings, overflow, phone, wide } from './browser.ts'

const looks = [wide, phone].flatMap((viewport) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ viewport, colorScheme })),
)

/** Goes to each address and says all that is wrong there, in every look. */
export async function look(page: Page, origin: string, paths: readonly string[]) {
  const faults: string[] = []
  for (const path of paths) {
    // An address that differs in nothing but what stands after # would not be loaded anew.
    await page.goto('about:blank')
    await page.goto(origin + path)
    faults.push(...(await faultsOf(page)).map((fault) => `${path}: ${fault}`))
  }
  return faults
}

/** What is wrong with the page that is open, wide and narrow, light and dark. */
export async function faultsOf(page: Page): Promise<string[]> {
  await settled(page)
  const faults = [...(await nameless(page)), ...(await bentCells(page))]
  for (const { viewport, colorScheme } of looks) {
    await page.setViewportSize(viewport)
    await page.emulateMedia({ colorScheme })
    const over = await overflow(page)
    const found = [...(await findings(page)), ...(over > 0 ? [`${over} pixels too wide`] : [])]
    faults.push(...found.map((fault) => `${fault} (${viewport.width}, ${colorScheme})`))
  }
  await page.setViewportSize(wide)
  return faults
}

/** Milliseconds without a change after which a page counts as there. */
const still = 200

/** The page has its title, and nothing on it is still on its way. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor()
  await page.locator('body:not(:has(.slow))').waitFor()
  // Parts of a page that are fetched late show nothing until they come.
  await page.evaluate(`new Promise((quiet) => {
    let timer = setTimeout(quiet, ${still})
    new MutationObserver(() => {
      clearTimeout(timer)
      timer = setTimeout(quiet, ${still})
    }).observe(document.body, { subtree: true, childList: true })
  })`)
}

async function nameless(page: Page): Promise<string[]> {
  const titles = await page.locator('h1').allInnerTexts()
  if (titles.length !== 1) return [`${titles.length} titles`]
  const window = await page.title()
  return window.startsWith(titles[0] ?? '?') ? [] : [`“${titles[0]}” stands in “${window}”`]
}

/** Cells that stand out of their table's rows, because a class means something else elsewhere. */
async function bentCells(page: Page): Promise<string[]> {
  const bent: unknown = await page.evaluate(`[...document.querySelectorAll('td, th')]
    .filter((at) => getComputedStyle(at).display !== 'table-cell')
    .map((at) => 'a cell that is none: ' + at.outerHTML.slice(0, 80))`)
  return Array.isArray(bent) ? bent.map(String) : []
}

const interactive = 'a[href], button, input, select, textarea, summary, [tabindex="0"]'
const widgets = '[role=menu], [role=listbox], [role=tablist], [role=grid], [role=combobox]'

/** Walks through the page with the Tab key. Gives what could be clicked and was never reached. */
export async function untabbed(page: Page): Promise<string[]> {
  for (let press = 0; press < 400; press += 1) {
    await page.keyboard.press('Tab')
    // Round once, whatever the page itself put the focus on; the body stands for the window's own bar.
    const round = await page.evaluate(`(() => {
      const at = document.activeElement ?? document.body
      const last = document.querySelector('[data-reached=last]')
      const before = at.dataset.reached !== undefined
      if (last) last.dataset.reached = 'yes'
      at.dataset.reached = 'last'
      // The day, month and year of a date are three stops in one field.
      return before && at !== last && at !== document.body
    })()`)
    if (round) break
  }
  const left: unknown = await page.evaluate(`[...document.querySelectorAll('${interactive}')]
    .filter((at) => !at.dataset.reached && !at.disabled && at.type !== 'hidden')
    .filter((at) => at.checkVisibility({ visibilityProperty: true, contentVisibilityAuto: true }))
    // One stop for each group of radio buttons, and for each widget that the arrow keys walk.
    .filter((at) => at.type !== 'radio' || !document.querySelector('[name="' + at.name + '"][data-reached]'))
    .filter((at) => !at.closest('${widgets}')?.querySelector('[data-reached]') && !at.closest('[role=menu], [role=listbox]'))
    .slice(0, 5)
    .map((at) => at.outerHTML.slice(0, 120))`)
  return Array.isArray(left) ? left.map(String) : []
}
