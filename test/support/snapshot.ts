import pg from 'pg'

/**
 * A fingerprint of every row of one council, table by table, but for the ledger (attempts are
 * recorded there) and what `except` names.
 */
export async function snapshotOf(
  superuserUrl: string,
  councilId: string,
  except: readonly string[] = [],
): Promise<Record<string, string>> {
  const client = new pg.Client({ connectionString: superuserUrl })
  await client.connect()
  try {
    const tables = await client.query<{ name: string }>(
      `select format('%I.%I', table_schema, table_name) as name
       from information_schema.columns join information_schema.tables using (table_schema, table_name)
       where column_name = 'council_id' and table_type = 'BASE TABLE' and table_schema <> 'ledger'
       order by 1`,
    )
    const prints: Record<string, string> = {}
    for (const { name } of tables.rows) {
      if (except.includes(name)) continue
      const { rows } = await client.query<{ print: string | null }>(
        `select md5(string_agg(t::text, E'\\n' order by t::text)) as print
         from ${name} t where council_id = $1`,
        [councilId],
      )
      prints[name] = rows[0]?.print ?? 'empty'
    }
    return prints
  } finally {
    await client.end()
  }
}
