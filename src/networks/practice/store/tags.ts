import type { Query } from '../database.ts'

/** Hashtags in use that begin like this. */
export async function tagsLike(
  all: Query,
  start: string,
  limit: number,
): Promise<{ name: string }[]> {
  if (start === '') return []
  const pattern = `${start.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  return all('select distinct name from practice.tag where name like $1 order by name limit $2', [
    pattern,
    limit,
  ])
}
