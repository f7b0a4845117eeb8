import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { checkSpace, prepareFolder } from './disk.ts'
import { Halt } from './halt.ts'
import { readSettings } from './settings.ts'
import { settingsAsMarkdown, settingsAsText, settingsTable } from './settings-table.ts'

const scratch = mkdtempSync(join(tmpdir(), 'crier-settings-'))
after(() => rmSync(scratch, { recursive: true, force: true }))
const dataFolder = join(scratch, 'data')
const nothingSet = { CRIER_DATA: dataFolder }

const refuses = (environment: Record<string, string>, sentence: RegExp) =>
  assert.throws(
    () => readSettings({ ...nothingSet, ...environment }),
    (error) => error instanceof Halt && sentence.test(error.message),
  )

test('runs with nothing set', () => {
  const settings = readSettings(nothingSet)
  assert.equal(settings.port, 7373)
  assert.equal(settings.host, '127.0.0.1')
  assert.equal(settings.publicAddress, 'http://localhost:7373')
  assert.equal(settings.databaseUrl, undefined)
  assert.equal(settings.mailFrom, 'crier@localhost')
  assert.deepEqual(settings.trustedProxies, [])
  assert.equal(settings.demo, true)
  assert.deepEqual(settings.practice, { port: 7374, address: 'http://localhost:7374' })
})

test('serves no practice network where that is not wanted', () => {
  assert.equal(readSettings({ ...nothingSet, CRIER_PRACTICE: 'no' }).practice, null)
})

test('takes an empty value as not set, as container files pass them', () => {
  const settings = readSettings({ ...nothingSet, CRIER_PORT: '', DATABASE_URL: '' })
  assert.equal(settings.port, 7373)
  assert.equal(settings.databaseUrl, undefined)
})

test('derives the address and the sender from what is set', () => {
  const moved = readSettings({ ...nothingSet, CRIER_PORT: '8080' })
  assert.equal(moved.publicAddress, 'http://localhost:8080')
  const outside = 'https://crier.brackenshire.example/'
  const behind = readSettings({ ...nothingSet, CRIER_PUBLIC_ADDRESS: outside })
  assert.equal(behind.publicAddress, 'https://crier.brackenshire.example')
  assert.equal(behind.mailFrom, 'crier@crier.brackenshire.example')
})

test('names the setting, the value and what it must be', () => {
  refuses({ CRIER_PORT: '70000' }, /^CRIER_PORT is "70000", but it must be a port number/)
  refuses({ CRIER_PORT: '0x50' }, /CRIER_PORT/)
  refuses({ CRIER_PORT: 'tcp://10.0.0.1:7373' }, /CRIER_PORT/)
  refuses({ CRIER_HOST: 'my host' }, /CRIER_HOST/)
  refuses({ CRIER_PUBLIC_ADDRESS: 'crier.example' }, /CRIER_PUBLIC_ADDRESS/)
  refuses({ CRIER_PUBLIC_ADDRESS: 'https://crier.example/path' }, /without a path/)
  refuses({ CRIER_DEMO: 'true' }, /yes or no/)
  refuses({ CRIER_MAIL_FROM: 'a@b\r\nBcc: c@d' }, /CRIER_MAIL_FROM/)
  refuses({ CRIER_LOG_LEVEL: 'loud' }, /CRIER_LOG_LEVEL/)
})

test('never shows the value of a secret', () => {
  const wrong = [
    { DATABASE_URL: 'mysql://crier:hunter2@db/crier' },
    { CRIER_SEALING_KEY: 'hunter2' },
    { CRIER_PREVIOUS_SEALING_KEYS: 'hunter2' },
    { CRIER_SMTP_URL: 'http://user:hunter2@mail' },
  ]
  for (const environment of wrong) refuses(environment, /^(?!.*hunter2).*cannot be used/)
})

test('makes one sealing key, for its owner alone, and keeps it', () => {
  const { sealingKeys } = readSettings(nothingSet)
  assert.equal(sealingKeys[0].length, 32)
  assert.equal(statSync(join(dataFolder, 'sealing.key')).mode & 0o777, 0o600)
  assert.deepEqual(readSettings(nothingSet).sealingKeys, sealingKeys)
})

test('takes a given key before the one in the folder, then the older ones', () => {
  const [newest, older] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)]
  const { sealingKeys } = readSettings({
    ...nothingSet,
    CRIER_SEALING_KEY: newest.toString('base64'),
    CRIER_PREVIOUS_SEALING_KEYS: ` ${older.toString('base64')} ,`,
  })
  assert.deepEqual(
    sealingKeys.map((key) => key[0]),
    [1, 2],
  )
})

test('does not replace a sealing key that was damaged', () => {
  const folder = join(scratch, 'damaged')
  mkdirSync(folder)
  writeFileSync(join(folder, 'sealing.key'), 'half a k')
  refuses({ CRIER_DATA: folder }, /does not hold a sealing key/)
  assert.equal(readFileSync(join(folder, 'sealing.key'), 'utf8'), 'half a k')
})

test('reads the settings file, and the environment wins', () => {
  const file = join(scratch, 'crier.env')
  writeFileSync(file, 'CRIER_PORT=8001\nCRIER_HOST=0.0.0.0 # everywhere\n')
  const settings = readSettings({ ...nothingSet, CRIER_SETTINGS: file, CRIER_PORT: '8002' })
  assert.equal(settings.host, '0.0.0.0')
  assert.equal(settings.port, 8002)
})

test('refuses a settings file that is missing or has a misspelt name', () => {
  refuses({ CRIER_SETTINGS: join(scratch, 'none.env') }, /cannot be read/)
  const file = join(scratch, 'misspelt.env')
  writeFileSync(file, 'CRIER_PROT=8001\n')
  refuses({ CRIER_SETTINGS: file }, /has CRIER_PROT, which is not a setting/)
})

test('leaves no folder behind when a value is wrong', () => {
  refuses({ CRIER_DATA: join(scratch, 'unmade'), CRIER_PORT: 'x' }, /CRIER_PORT/)
  assert.throws(() => statSync(join(scratch, 'unmade')))
})

test('says so when a file is where the data folder should be', () => {
  const file = join(scratch, 'file')
  writeFileSync(file, '')
  for (const folder of [file, join(file, 'deeper')]) {
    assert.throws(() => prepareFolder(folder), /a file is in the way/)
  }
})

test('refuses a disk with less than 200 MB left, and says how much there is', () => {
  checkSpace(scratch, 200 * 1024 * 1024)
  assert.throws(() => checkSpace(scratch, 12.7 * 1024 * 1024), /has 12 MB left/)
})

test('documents every setting once, in a table and as text', () => {
  const names = Object.values(settingsTable).map(({ name }) => name)
  const markdown = settingsAsMarkdown().split('\n')
  assert.equal(markdown.length, names.length + 2)
  for (const name of names) assert.ok(settingsAsText().includes(`  ${name}\n`), name)
  assert.ok(markdown.every((line) => line.split('|').length === 5))
})

test('takes addresses and ranges of proxies, and no names, which anybody may answer to', () => {
  const listed = '127.0.0.1, 10.0.0.0/8,2001:db8::/32'
  const { trustedProxies } = readSettings({ ...nothingSet, CRIER_TRUSTED_PROXIES: listed })
  assert.deepEqual(trustedProxies, ['127.0.0.1', '10.0.0.0/8', '2001:db8::/32'])
  for (const wrong of ['proxy.example', '10.0.0.0/33', '10.0.0', '*', '10.0.0.0/8/8', '10.0.0.0/'])
    refuses({ CRIER_TRUSTED_PROXIES: wrong }, /addresses or ranges/)
})

test('takes a token for the figures that nobody guesses, and never shows it', () => {
  const token = 'a-token-of-enough-letters'
  assert.equal(readSettings({ ...nothingSet, CRIER_METRICS_TOKEN: token }).metricsToken, token)
  assert.equal(readSettings(nothingSet).metricsToken, undefined)
  assert.throws(
    () => readSettings({ ...nothingSet, CRIER_METRICS_TOKEN: 'short-token' }),
    (error) => error instanceof Halt && !error.message.includes('short-token'),
  )
})
