import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { closeParts, createServer, openParts } from '../../src/app.ts'
import { silentLog } from '../../src/platform/log.ts'
import { readSettings } from '../../src/platform/settings.ts'
import { testDatabase } from '../support/database.ts'
import { knownRoutes } from './routes.ts'

/** What the OpenAPI document leaves out, and who may have it. */
const beside: Readonly<Record<string, string>> = {
  'GET /api/live': 'anyone who is signed in: kinds of thing, never a thing',
  'GET /api/media/:fileId': 'who may see the picture (GET /media/:fileId/about)',
  'GET /api/channels/connect/return': 'the person who was sent to the network',
  'GET /api/auth/directory/:slug': 'anyone: the way to the directory of a council',
  'GET /api/auth/directory/:slug/back': 'the browser that went there',
  'GET /api/openapi.json': 'anyone',
  'GET /api/docs': 'anyone',
  'GET /health': 'anyone: that the program runs',
  'GET /ready': 'anyone: that its database answers',
  'GET /metrics': 'who has the token',
  'GET *': 'anyone: the page of the web app',
}

const data = mkdtempSync(join(tmpdir(), 'crier-routes-'))
after(() => rmSync(data, { recursive: true, force: true }))
const { ownerUrl } = await testDatabase()

test('there is no route that the attacks do not know', async () => {
  const settings = readSettings({ CRIER_DATA: data, DATABASE_URL: ownerUrl })
  const parts = await openParts({ settings, databaseUrl: ownerUrl }, silentLog)
  const server = await createServer(parts)
  await server.ready()
  const tree = server.printRoutes({ commonPrefix: false })
  await server.close()
  await closeParts(parts)
  const known = new Set([
    ...Object.keys(knownRoutes).map((name) => name.replace(' ', ' /api')),
    ...Object.keys(beside),
  ])
  const found = routesIn(tree).filter((name) => !isWebFile(name))
  assert.deepEqual(
    found.filter((name) => !known.has(name)),
    [],
  )
  assert.deepEqual(
    [...known].filter((name) => !found.includes(name)),
    [],
  )
})

/** The router prints one branch for each part of an address; HEAD comes with every GET. */
function routesIn(tree: string): string[] {
  const path: string[] = []
  return tree.split('\n').flatMap((line) => {
    const [, indent = '', name = '', methods = ''] =
      /^([│ ]*)[├└]── (\S*)(?: \(([A-Z, ]+)\))?/.exec(line) ?? []
    if (line === '' || name === '') return []
    path.length = indent.length / 4
    path.push(name)
    const whole = path.join('')
    return methods
      .split(', ')
      .filter((method) => method !== '' && method !== 'HEAD')
      .map((method) => `${method} ${whole}`)
  })
}

const isWebFile = (name: string) => /^GET \/(assets\/|[\w.-]+\.\w+$)/.test(name)
