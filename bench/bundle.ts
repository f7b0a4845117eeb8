import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'

/** One measured figure, as `./crier bench --json` prints it. */
export interface BundleFigure {
  id: 'js-first-page' | 'js-composer'
  value: number
  unit: 'KB gzip'
  aim: number
  ok: boolean
  /** The same scripts before compression. */
  baseline: number
}

interface Chunk {
  readonly file: string
  readonly imports?: readonly string[]
  readonly dynamicImports?: readonly string[]
}
type Manifest = Readonly<Record<string, Chunk>>

const built = new URL('../dist/web/', import.meta.url)
const entry = 'index.html'
/**
 * The entry holds the frame and Today. Counted with it are the sign-in page, which comes first in the
 * morning, and what Today fetches by itself while there is nothing to show. A journey holds this
 * against what a browser really fetches.
 */
const firstPage = [entry, 'people/SignIn.tsx', 'publishing/FirstSteps.tsx']
const composer = 'publishing/Composer.tsx'

/** What `vite build` left behind; a bundle that grew past its aim fails here, not on a slow line. */
export function bundleFigures(): BundleFigure[] {
  const manifest: Manifest = JSON.parse(readFileSync(new URL('.vite/manifest.json', built), 'utf8'))
  const sources = [entry, composer, ...laterParts(manifest, composer)]
  return [
    figure('js-first-page', 120, weigh(manifest, firstPage)),
    figure('js-composer', 250, weigh(manifest, sources)),
  ]
}

function figure(
  id: BundleFigure['id'],
  aim: number,
  bytes: { raw: number; gzip: number },
): BundleFigure {
  const [value, baseline] = [bytes.gzip, bytes.raw].map((each) => Math.round(each / 100) / 10)
  if (value === undefined || baseline === undefined) throw new Error('nothing was weighed')
  return { id, value, unit: 'KB gzip', aim, ok: value <= aim, baseline }
}

/** Everything that a screen may still fetch while someone works on it: counted as if it were at once. */
function laterParts(manifest: Manifest, source: string, seen = new Set<string>()): string[] {
  for (const name of reach(manifest, [source]))
    for (const later of manifest[name]?.dynamicImports ?? []) {
      if (seen.has(later) || name === entry) continue
      seen.add(later)
      laterParts(manifest, later, seen)
    }
  return [...seen]
}

/** A chunk with all that it imports at once. */
function reach(manifest: Manifest, sources: readonly string[]): Set<string> {
  const found = new Set<string>()
  const visit = (name: string) => {
    const chunk = manifest[name]
    if (!chunk) throw new Error(`The built web app has no ${name}. Build it again: vite build.`)
    if (found.has(name)) return
    found.add(name)
    for (const next of chunk.imports ?? []) visit(next)
  }
  for (const source of sources) visit(source)
  return found
}

function weigh(manifest: Manifest, sources: readonly string[]) {
  const files = new Set([...reach(manifest, sources)].map((name) => manifest[name]?.file ?? ''))
  const scripts = [...files].filter((file) => file.endsWith('.js')).concat('theme.js')
  const codes = scripts.map((file) => readFileSync(new URL(file, built)))
  return {
    raw: codes.reduce((sum, code) => sum + code.length, 0),
    gzip: codes.reduce((sum, code) => sum + gzipSync(code, { level: 9 }).length, 0),
  }
}
