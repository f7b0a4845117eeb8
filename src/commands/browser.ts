import { existsSync } from 'node:fs'
import { runChild } from './child.ts'
import { say } from './place.ts'

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const installer = '/usr/bin/apt-get'

/** Makes sure that there is a browser, installing Debian's where that is ours to do. */
export async function findBrowser(): Promise<number> {
  if (places.some((path) => existsSync(path))) return 0
  if (process.getuid?.() === 0 && existsSync(installer)) {
    say('Installing Chromium with apt-get')
    const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
    await runChild(installer, ['update', '-q'], quiet)
    return runChild(
      installer,
      ['install', '-q', '-y', '--no-install-recommends', 'chromium'],
      quiet,
    )
  }
  console.error(
    'The journeys need Chromium, which is not installed: on Debian, `sudo apt-get install chromium`; elsewhere, your package manager has it.',
  )
  return 1
}
