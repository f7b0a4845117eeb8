import { existsSync } from 'node:fs'
import { runChild } from './child.ts'
import { say } from './place.ts'

/** Programs from outside that tests drive, by Debian's names. Without toot its tests are left out. */
const wanted = [
  { name: 'chromium', program: '/usr/bin/chromium', must: true },
  { name: 'toot', program: '/usr/bin/toot', must: false },
]
const installer = '/usr/bin/apt-get'

/** Makes sure that they are there, installing them where that is ours to do. */
export async function findOutsidePrograms(): Promise<number> {
  const missing = wanted.filter(({ program }) => !existsSync(program))
  if (missing.length === 0) return 0
  const names = missing.map(({ name }) => name)
  if (process.getuid?.() === 0 && existsSync(installer)) {
    say(`Installing ${names.join(' and ')} with apt-get`)
    const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
    await runChild(installer, ['update', '-q'], quiet)
    return runChild(installer, ['install', '-q', '-y', '--no-install-recommends', ...names], quiet)
  }
  for (const { name, program, must } of missing) {
    const effect = must ? 'the journeys in a browser cannot run' : 'its tests are left out'
    console.error(
      `${program} is not there, so ${effect}: on Debian, install it with \`sudo apt-get install ${name}\`.`,
    )
  }
  return missing.some(({ must }) => must) ? 1 : 0
}
