import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { Halt } from '../platform/halt.ts'
import { home } from '../platform/home.ts'
import { runChild } from './child.ts'
import type { Command } from './command.ts'
import { findOutsidePrograms } from './outside.ts'
import { withCluster } from './own-cluster.ts'
import { say } from './place.ts'
import { buildWeb } from './web-build.ts'

interface Count {
  passed: number
  failed: number
}

const everything = ['src/**/*.test.ts', 'test/**/*.test.ts']
const program = (name: string) => join(home, 'node_modules/.bin', name)

export const test: Command = {
  name: 'test',
  says: 'Checks formatting, lint, types and every test, on a real database and a real browser.',
  more: 'It brings its own database server and leaves nothing behind.',
  options: {
    only: { type: 'string', says: 'FILES runs these test files alone, such as "src/ledger/**".' },
  },
  async run(given) {
    const only = given.text('only')
    const count: Count = { passed: 0, failed: 0 }
    if (only === undefined) {
      say('Formatting and lint')
      tally(count, await runChild(program('biome'), ['check', '--error-on-warnings']))
      say('Types')
      tally(count, await runChild(program('tsc'), ['--noEmit', '-p', '.']))
      say('Programs that the tests drive')
      tally(count, await findOutsidePrograms())
    }
    // Before the tests, which run side by side and would each build it.
    const built = await buildWeb().then(() => 0, fault)
    if (only === undefined || built !== 0) tally(count, built)
    say('Tests')
    const files = only === undefined ? everything : [only]
    await withCluster({ durable: false }, (folder) => runTests(files, folder, count))
    console.log(`\n${count.passed} passed, ${count.failed} failed`)
    return count.failed === 0 && count.passed > 0 ? 0 : 1
  },
}

function fault(error: unknown): number {
  if (!(error instanceof Halt)) throw error
  console.error(error.message)
  return 1
}

function tally(count: Count, code: number): void {
  if (code === 0) count.passed++
  else count.failed++
}

const number = z.number()
const summary = z.object({ tests: number, passed: number, skipped: number, todo: number })

async function runTests(files: string[], cluster: string, count: Count): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'crier-count-'))
  const counted = join(folder, 'count.json')
  try {
    const code = await runChild(
      process.execPath,
      [
        '--test',
        `--test-concurrency=${availableParallelism()}`,
        '--test-timeout=900000',
        '--test-reporter=spec',
        '--test-reporter-destination=stdout',
        `--test-reporter=${join(import.meta.dirname, 'test-count.ts')}`,
        `--test-reporter-destination=${counted}`,
        ...files,
      ],
      { CRIER_TEST_POSTGRES: cluster },
    )
    const { tests, passed, skipped, todo } = readCount(counted)
    const failed = tests - passed - skipped - todo
    count.passed += passed
    // A run that ended badly without a failed test (a crash, Ctrl-C) is not a good run.
    count.failed += failed === 0 && code !== 0 ? 1 : failed
    return code
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function readCount(file: string) {
  try {
    return summary.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    return { tests: 0, passed: 0, skipped: 0, todo: 0 }
  }
}
