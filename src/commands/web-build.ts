import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import {
  existsSync,
  globSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { Halt } from '../platform/halt.ts'
import { home } from '../platform/home.ts'
import { childEnvironment } from '../platform/settings.ts'
import { say } from './place.ts'

const built = join(home, 'dist/web')
const stamp = join(home, 'dist/web.stamp')

/** Builds what the browser runs, unless it was built from these very sources. */
export async function buildWeb(): Promise<void> {
  const sources = hashOfSources()
  if (existsSync(built) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources) return
  say('Building the web app')
  const vite = join(home, 'node_modules/vite/bin/vite.js')
  // Built beside and moved into place: whoever is being served meanwhile gets the old one whole.
  const beside = `${built}.${process.pid}`
  const args = [vite, 'build', '--logLevel', 'warn', '--outDir', beside, '--emptyOutDir']
  const child = spawn(process.execPath, args, {
    cwd: home,
    env: childEnvironment({ NODE_ENV: 'production' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => said.push(text))
  }
  const [code] = await once(child, 'close')
  if (code !== 0) {
    rmSync(beside, { recursive: true, force: true })
    throw new Halt(`The web app could not be built:\n${said.join('')}`)
  }
  replace(built, beside)
  writeFileSync(stamp, sources)
}

/** Another process may be doing the same: whoever is last wins, and both are right. */
function replace(old: string, fresh: string): void {
  rmSync(old, { recursive: true, force: true })
  try {
    renameSync(fresh, old)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOTEMPTY')) throw error
    replace(old, fresh)
  }
}

function hashOfSources(): string {
  const hash = createHash('sha256')
  const files = globSync(
    ['src/web/**/*', 'src/*/contract.ts', 'vite.config.ts', 'package-lock.json'],
    {
      cwd: home,
    },
  )
  for (const file of files.sort()) {
    const path = join(home, file)
    if (statSync(path).isFile()) hash.update(`${file}\n`).update(readFileSync(path))
  }
  return hash.digest('hex')
}
