import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'
import { test } from 'node:test'

const root = join(import.meta.dirname, '..')

/** The folders of src, in the order that ARCHITECTURE.md gives. Each may use those before it. */
const order: readonly string[] = [
  'platform',
  'ledger',
  'policy',
  'people',
  'registers',
  'networks',
  'channels',
  'publishing',
  'inbox',
  'moderation',
  'crisis',
  'listening',
  'intranet',
  'records',
  'reports',
]

interface Source {
  readonly path: string
  readonly text: string
  readonly lines: readonly string[]
}

const sources: readonly Source[] = globSync('{src,test,bench}/**/*.{ts,tsx}', { cwd: root }).map(
  (path) => {
    const text = readFileSync(join(root, path), 'utf8')
    return { path, text, lines: text.split('\n') }
  },
)

/** Tests, what only tests use, and what stands outside src. */
const isTest = (path: string) =>
  !path.startsWith('src/') ||
  /\.test\.|\/fixtures[-.\w]*\.ts$|contract-tests|test-support/.test(path)
const imports = /(?:from|import)\s*\(?\s*['"](\.[^'"]+)['"]/g

/** Every relative import, static or dynamic, as a path from the root. */
function importsOf({ path, text }: Source): { target: string; typeOnly: boolean }[] {
  return [...text.matchAll(imports)].map((match) => {
    const statement = text.slice(text.lastIndexOf('\n', match.index) + 1, match.index)
    const before = text.slice(0, match.index)
    const start = Math.max(before.lastIndexOf('\nimport '), before.lastIndexOf('\nexport '))
    const head = statement.startsWith('import') ? statement : before.slice(start + 1)
    return {
      target: normalize(join(dirname(path), match[1] ?? '')),
      typeOnly: /^(import|export) type /.test(head),
    }
  })
}

/** What was typed in the terminal stands with main.ts and app.ts, above all slices. */
const program = 'commands'
const sliceOf = (path: string) => {
  const folder = /^src\/([^/]+)\//.exec(path)?.[1]
  return folder === program ? undefined : folder
}
const rank = (slice: string) => order.indexOf(slice)

function importFault(
  from: Source,
  { target, typeOnly }: { target: string; typeOnly: boolean },
): string | null {
  const own = sliceOf(from.path)
  const other = sliceOf(target)
  if (own === undefined || !target.startsWith('src/')) return null
  if (own === 'web') {
    if (other === 'web') return null
    const contract = /\/contract\.ts$/.test(target)
    return contract && typeOnly ? null : 'the browser imports only types of contract.ts files'
  }
  if (other === undefined) return 'a slice never imports main.ts or app.ts'
  if (own === other) return null
  if (rank(other) === -1) return `${other} is not in the order`
  if (rank(other) > rank(own)) return `${own} stands above ${other} and must not use it`
  if (other === 'platform' || isTest(from.path)) return null
  return target === `src/${other}/index.ts` || /\/contract\.ts$/.test(target)
    ? null
    : `another slice is used through its index.ts`
}

test('a folder uses only the folders above it, and only through their index', () => {
  const faults = sources
    .filter(({ path }) => path.startsWith('src/'))
    .flatMap((source) =>
      importsOf(source).flatMap((item) => {
        const fault = importFault(source, item)
        return fault === null ? [] : [`${source.path} imports ${item.target}: ${fault}`]
      }),
    )
  assert.deepEqual(faults, [])
})

test('every folder of src is in the order', () => {
  const slices = new Set(sources.map(({ path }) => sliceOf(path)).filter((name) => name !== 'web'))
  slices.delete(undefined)
  assert.deepEqual(
    [...slices].filter((name) => rank(name ?? '') === -1),
    [],
  )
})

test('one network never sees another', () => {
  const networkOf = (path: string) => /^src\/networks\/([^/]+)\//.exec(path)?.[1]
  const faults = sources.flatMap((source) => {
    const own = networkOf(source.path)
    // Practice serves the protocol that the mastodon connector speaks; its tests drive both.
    if (own === undefined || isTest(source.path)) return []
    return importsOf(source)
      .filter(({ target }) => networkOf(target) !== undefined && networkOf(target) !== own)
      .map(({ target }) => `${source.path} imports ${target}`)
  })
  assert.deepEqual(faults, [])
})

test('only a store names the tables of its slice', () => {
  const faults = sources.flatMap(({ path, text }) => {
    const slice = sliceOf(path)
    if (slice === undefined || slice === 'platform' || slice === 'web' || isTest(path)) return []
    const inStore = /\/store(-[a-z-]+)?\.ts$|\/store\//.test(path)
    const own = slice === 'networks' ? '(networks|practice)' : slice
    const others = order.filter((name) => name !== slice && name !== 'platform').join('|')
    const sql = new RegExp(`\\b(from|into|update|join|table)\\s+"?(${others})"?\\.\\w+`, 'i')
    const calls = /\b(read|write)<\w*Tables>\(/
    if (sql.test(text)) return [`${path} reaches into another slice's tables`]
    if (!inStore && slice !== 'networks' && calls.test(text))
      return [`${path} queries outside ${own}'s store`]
    return []
  })
  assert.deepEqual(faults, [])
})

test('no file is longer than 400 lines, and half of them at most 80', () => {
  const long = sources.filter(({ lines }) => lines.length > 401).map(({ path }) => path)
  assert.deepEqual(long, [])
  const sizes = sources
    .filter(({ path }) => path.startsWith('src/') && !isTest(path))
    .map(({ lines }) => lines.length - 1)
    .sort((a, b) => a - b)
  const median = sizes[Math.floor(sizes.length / 2)] ?? 0
  assert.ok(median <= 80, `the median file has ${median} lines`)
})

test('no function is longer than 60 lines', () => {
  const faults = sources
    .filter(({ path }) => path.startsWith('src/') && !isTest(path))
    .flatMap(({ path, lines }) => longFunctions(lines).map((line) => `${path}:${line}`))
  assert.deepEqual(faults, [])
})

/** Formatted code closes a function at the indentation where it opened. */
function longFunctions(lines: readonly string[]): number[] {
  const opens =
    /^(\s*)(?:export )?(?:default )?(?:async )?(?:function\b|(?:const|let) \w+ = (?:async )?(?:\([^)]*\)|\w+) =>.*\{$)/
  return lines.flatMap((line, index) => {
    const open = opens.exec(line)
    if (open === null) return []
    const indent = open[1] ?? ''
    const end = lines.findIndex((other, at) => at > index && other.startsWith(`${indent}}`))
    return end - index > 61 ? [index + 1] : []
  })
}

test('only the settings read the environment', () => {
  const readers = sources
    .filter(({ path }) => path.startsWith('src/') && !isTest(path))
    .filter(({ text }) => text.includes('process.env') || text.includes('import.meta.env'))
    .map(({ path }) => path)
  assert.deepEqual(
    readers.filter((path) => path !== 'src/platform/settings.ts'),
    [],
  )
})

test('names say what a thing is about, never what kind of code it is', () => {
  const vague = /(^|\/)(controllers?|services?|helpers?|utils?|types?|misc|common|lib)(\.|\/)/
  assert.deepEqual(
    sources.filter(({ path }) => vague.test(path)).map(({ path }) => path),
    [],
  )
})

test('every slice has a README of at most 20 lines', () => {
  const slices = new Set(sources.map(({ path }) => sliceOf(path)))
  slices.delete(undefined)
  const faults = [...slices].filter((slice) => {
    const [readme] = globSync(`src/${slice}/README.md`, { cwd: root })
    return readme === undefined || readFileSync(join(root, readme), 'utf8').split('\n').length > 21
  })
  assert.deepEqual(faults, [])
})

test('no test is skipped or left out', () => {
  const pattern = /\b(test|it|describe)\.(skip|only|todo)\(/
  const faults = sources.filter(({ path, text }) => isTest(path) && pattern.test(text))
  assert.deepEqual(
    faults.map(({ path }) => path),
    [],
  )
})

test('the papers and the code speak of the product alone', () => {
  const papers = globSync('**/*.{md,ts,tsx,sql,json,yaml,sh}', {
    cwd: root,
    exclude: (name) => ['node_modules', 'dist', 'data', '.git'].includes(String(name)),
  })
  const banned = [/\.\.\/shared/, /\/work\//, /\bissue #?\d+\b/i, /\bregistry\.npmjs\b/]
  const faults = papers
    .filter((path) => path !== 'package-lock.json' && path !== relative(root, import.meta.filename))
    .flatMap((path) => {
      const text = readFileSync(join(root, path), 'utf8')
      return banned.filter((word) => word.test(text)).map((word) => `${path}: ${word}`)
    })
  assert.deepEqual(faults, [])
})
