import type pg from 'pg'

export interface Due {
  readonly channelId: string
  /** More than one makes a thread. */
  readonly texts: readonly string[]
}

/**
 * For tests of the sending machine: copies of one approved post with other words, on other
 * channels, all due at one moment. Rows are made straight in the database, because thousands of
 * walks through the door are not what is measured. Give it a pool that may pass row security.
 */
export async function manyDue(
  pool: pg.Pool,
  wanted: {
    readonly councilId: string
    readonly postId: string
    readonly posts: readonly Due[]
    readonly dueAt: Temporal.Instant
  },
): Promise<void> {
  const { councilId, postId, posts, dueAt } = wanted
  const client = await pool.connect()
  try {
    await client.query('begin')
    await client.query(`select set_config('crier.council', $1, true)`, [councilId])
    await client.query(
      `create temporary table copy on commit drop as
       select uuidv7() as post_id, uuidv7() as version_id, "channelId" as channel_id, texts,
         (select jsonb_agg(jsonb_build_object('text', text, 'media', '[]'::jsonb))
            from jsonb_array_elements_text(texts) text) as items
       from jsonb_to_recordset($1::jsonb) as p("channelId" uuid, texts jsonb)`,
      [JSON.stringify(posts)],
    )
    for (const statement of copies) {
      const takesTime = statement.includes('$2')
      await client.query(statement, takesTime ? [postId, dueAt.toString()] : [postId])
    }
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw error
  } finally {
    client.release()
  }
}

const copies = [
  `insert into publishing.post
   select (jsonb_populate_record(p, jsonb_build_object('id', c.post_id, 'version_id', c.version_id,
     'channel_ids', array[c.channel_id], 'state', 'scheduled', 'live', false,
     'schedule', 'as-soon-as-approved', 'due_at', $2::timestamptz, 'sent_at', null))).*
   from publishing.post p, copy c where p.id = $1`,
  `insert into publishing.version
   select (jsonb_populate_record(v, jsonb_build_object('id', c.version_id, 'post_id', c.post_id,
     'content', v.content || jsonb_build_object('items', c.items,
       'channels', jsonb_build_array(jsonb_build_object('channelId', c.channel_id)))))).*
   from publishing.version v, publishing.post p, copy c where p.id = $1 and v.id = p.version_id`,
  `insert into publishing.attestation
   select (jsonb_populate_record(a, jsonb_build_object('id', uuidv7(), 'version_id', c.version_id,
     'post_id', c.post_id))).*
   from publishing.attestation a, copy c where a.post_id = $1`,
  `insert into publishing.decision
   select (jsonb_populate_record(d, jsonb_build_object('id', uuidv7(), 'version_id', c.version_id,
     'post_id', c.post_id))).*
   from publishing.decision d, copy c where d.post_id = $1`,
  `insert into publishing.delivery
     (id, post_id, version_id, channel_id, position, kind, state, due_at, next_at, made_at)
   select uuidv7(), c.post_id, c.version_id, c.channel_id, n, 'post', 'due', $2::timestamptz,
     $2::timestamptz, now()
   from copy c, generate_series(0, jsonb_array_length(c.texts) - 1) n where $1::uuid is not null`,
]
