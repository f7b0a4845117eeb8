import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, globSync, readFileSync, statSync, writeFileSync } from 'node:fs'
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
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: home,
    env: childEnvironment({ NODE_ENV: 'production' }),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => said.push(text))
  }
  const [code] = await once(child, 'close')
  if (code !== 0) throw new Halt(`The web app could not be built:\n${said.join('')}`)
  writeFileSync(stamp, sources)
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
