import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import pg from 'pg'
import { aCouncil, aPerson, inCouncil } from './fixtures.ts'
import { peopleWorld } from './fixtures-world.ts'
import { openSignInPool } from './sign-in/store-sign-in.ts'
import { insertAccount, putSingleSignOn } from './store-council.ts'
import { insertInvitation } from './store-invitations.ts'
import { insertLockdown, insertSuspension } from './store-suspensions.ts'

const world = await peopleWorld()
const { pool, councilId, database, clock } = world
const superuser = new pg.Client({ connectionString: database.superuserUrl })
// The database goes before this connection does.
superuser.on('error', () => {})
await superuser.connect()
const signIn = openSignInPool(database.url)
after(async () => {
  await superuser.end()
  await signIn.end()
})
const tables = (
  await superuser.query<{ name: string; rls: boolean; forced: boolean }>(
    `select relname as name, relrowsecurity as rls, relforcerowsecurity as forced from pg_class
     where relnamespace = 'people'::regnamespace and relkind = 'r' order by relname`,
  )
).rows
const withCouncil = tables.map(({ name }) => name).filter((name) => !withoutCouncil(name))

function withoutCouncil(name: string) {
  return ['installation', 'sign_in_attempt', 'verification'].includes(name)
}

/** One row in every table of the first council. */
async function fill() {
  const now = clock.now()
  const later = now.add({ hours: 1 })
  const channelId = crypto.randomUUID()
  const { personId } = await aPerson(pool, { councilId, levels: { [channelId]: 'publisher' } })
  const own = { id: crypto.randomUUID(), councilId, personId }
  await inCouncil(pool, councilId, async (db) => {
    const by = { reason: 'A reason', from: now, until: null, by: personId }
    await insertSuspension(db, { ...own, ...by, channelId })
    await insertLockdown(db, { ...own, ...by })
    await insertAccount(db, { ...own, provider: 'credential', accountId: personId }, now)
    await insertInvitation(db, {
      ...own,
      ...{ email: 'a@b.example', name: 'A', roles: ['author'], levels: [], accessUntil: null },
      ...{ invitedBy: personId, now, expiresAt: later, tokenHash: 'hash' },
    })
    const map = [{ group: 'a', roles: ['author'] as const }]
    await putSingleSignOn(
      db,
      {
        ...{ councilId, enabled: true, issuer: 'https://a.example', clientId: 'a' },
        ...{ sealedSecret: null, groupsClaim: 'groups', groupRoles: map },
        countsAsSecondFactor: false,
      },
      now,
    )
  })
  await superuser.query(
    `insert into people.two_factor (id, person_id, secret, backup_codes)
       values (gen_random_uuid(), '${personId}', 'secret', 'codes');
     insert into people.passkey (id, person_id, public_key, credential_id, counter, device_type, backed_up)
       values (gen_random_uuid(), '${personId}', 'key', 'credential', 0, 'single', false)`,
  )
  await world.signIn({ personId })
  return personId
}

const personId = await fill()
const elsewhere = await aCouncil(pool)

async function asApp<R>(council: string, sql: string): Promise<R[]> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('crier.council', $1, true)`, [council])
    return (await client.query(sql)).rows
  } finally {
    await client.query('rollback')
    client.release()
  }
}

test('every table is under forced row-level security', () => {
  assert.equal(tables.length, 15)
  const open = tables.filter(({ rls, forced }) => !(rls && forced)).map(({ name }) => name)
  // It says only that a set-up took place.
  assert.deepEqual(open, ['installation'])
})

test('no row of one council is seen, changed or removed from another, or with none set', async () => {
  const key = (table: string) => (table === 'council' ? 'id' : 'council_id')
  for (const table of withCouncil) {
    const here = await asApp(councilId, `select ${key(table)} from people.${table}`)
    assert.ok(here.length > 0, `nothing in ${table} to look for`)
    for (const council of [elsewhere, '']) {
      const seen = await asApp<Record<string, string>>(
        council,
        `select ${key(table)} from people.${table}`,
      )
      const leaked = seen.filter((row) => Object.values(row).includes(councilId))
      assert.deepEqual(leaked, [], table)
    }
  }
  for (const table of ['session', 'account', 'two_factor', 'passkey', 'person', 'suspension']) {
    const sql = `delete from people.${table} where council_id = '${councilId}' returning council_id`
    assert.deepEqual(await asApp(elsewhere, sql), [], table)
  }
})

test('nobody is moved to, or made in, another council', async () => {
  await assert.rejects(
    asApp(councilId, `update people.person set council_id = '${elsewhere}'`),
    /row-level security|foreign key/,
  )
  await assert.rejects(
    asApp(
      elsewhere,
      `insert into people.role_grant (council_id, person_id, role, source, granted_at)
       values ('${elsewhere}', '${personId}', 'administrator', 'crier', now())`,
    ),
    /foreign key/,
  )
  await assert.rejects(
    asApp(
      elsewhere,
      `insert into people.account (id, council_id, person_id, provider_id, account_id, password,
         created_at, updated_at)
       values (gen_random_uuid(), '${elsewhere}', '${personId}', 'credential', '${personId}',
         'a hash of mine', now(), now())`,
    ),
    /null value|row-level security/,
  )
})

test('the application reads no secret of sign-in, even of its own council', async () => {
  for (const [table, column] of [
    ['session', 'token'],
    ['account', 'password'],
    ['account', 'refresh_token'],
    ['two_factor', 'secret'],
    ['two_factor', 'backup_codes'],
    ['passkey', 'public_key'],
    ['verification', 'value'],
    ['sign_in_attempt', 'key'],
  ])
    await assert.rejects(
      asApp(councilId, `select ${column} from people.${table}`),
      /permission denied/,
      `${table}.${column}`,
    )
  for (const change of [
    `update people.session set second_factor = true`,
    `update people.two_factor set verified = true`,
    `update people.account set password = 'x'`,
  ])
    await assert.rejects(asApp(councilId, change), /permission denied/, change)
})

test('the role of sign-in sees nothing but the tables of sign-in, and gives no roles', async () => {
  for (const refused of [
    'select * from people.channel_level',
    'select * from people.lockdown',
    'select * from ledger.entry',
    `update people.person set email = 'x@y.example'`,
    `update people.person set council_id = '${elsewhere}'`,
    `insert into people.role_grant select council_id, id, 'administrator', 'crier', now() from people.person`,
    'delete from people.suspension',
    `update people.council set second_factor_for = 'nobody'`,
    'delete from people.person',
  ])
    await assert.rejects(signIn.query(refused), /permission denied/, refused)
})
