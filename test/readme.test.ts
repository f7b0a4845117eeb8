import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import sharp from 'sharp'
import { commands } from '../src/commands/index.ts'
import { settingsAsMarkdown } from '../src/platform/settings-table.ts'

const root = join(import.meta.dirname, '..')
const readme = readFileSync(join(root, 'README.md'), 'utf8')

/** The lines of the table that begins with these words. */
function tableOf(first: string): string {
  const at = readme.indexOf(`| ${first} |`)
  return readme.slice(at, readme.indexOf('\n\n', at))
}

test('the README lists every setting as the program knows it', () => {
  assert.equal(tableOf('Setting'), settingsAsMarkdown())
})

test('the README lists every command in its own words', () => {
  const rows = commands.map(({ name, says }) => `| \`./crier ${name}\` | ${says} |`)
  assert.deepEqual(tableOf('Command').split('\n').slice(2), rows)
})

test('every link from one paper to another leads somewhere', () => {
  const papers = globSync(['*.md', 'docs/**/*.md', 'src/**/README.md'], { cwd: root })
  const broken = papers.flatMap((paper) => {
    const text = readFileSync(join(root, paper), 'utf8')
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)].map(([, link = '']) => link)
    return links
      .filter((link) => !existsSync(join(root, dirname(paper), link)))
      .map((link) => `${paper}: ${link}`)
  })
  assert.deepEqual(broken, [])
})

test('the pictures are as wide as a window, small, and shown with words', async () => {
  const shown = [...readme.matchAll(/!\[([^\]]+)\]\((docs\/pictures\/[^)]+)\)/g)]
  assert.equal(shown.length, 4)
  for (const [, words = '', path = ''] of shown) {
    assert.ok(words.length > 20, path)
    assert.ok(statSync(join(root, path)).size < 150_000, path)
    assert.equal((await sharp(join(root, path)).metadata()).width, 1280, path)
  }
  const there = globSync('docs/pictures/*', { cwd: root })
  assert.deepEqual(there.sort(), shown.map(([, , path]) => path ?? '').sort())
})
