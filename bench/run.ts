import { globSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { asJson, asText, type Bench } from './report.ts'

const { values } = parseArgs({ options: { json: { type: 'boolean' }, only: { type: 'string' } } })
const { json = false, only } = values

const files = globSync('*.ts', { cwd: import.meta.dirname })
const isOther = (file: string) => file === 'run.ts' || file.endsWith('.test.ts')
const modules = await Promise.all(
  files
    .filter((file) => !isOther(file))
    .sort()
    .map(load),
)
const benches = modules.filter((module): module is Bench => module.figures !== undefined)
const wanted = benches.filter(({ ids }) => only === undefined || !ids || ids.includes(only))

let shown = 0
let missed = 0
// One after the other: two measurements at once would measure each other.
for (const bench of wanted) {
  for (const figure of await bench.figures()) {
    if (only !== undefined && figure.id !== only) continue
    shown++
    if (!figure.ok) missed++
    console.log(json ? asJson(figure) : asText(figure))
  }
}
if (shown === 0) console.error(only ? `There is no figure "${only}".` : 'Nothing to measure.')
process.exit(shown > 0 && missed === 0 ? 0 : 1)

function load(file: string): Promise<Partial<Bench>> {
  return import(pathToFileURL(join(import.meta.dirname, file)).href)
}
