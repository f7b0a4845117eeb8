/** What a table needs to know of a column to order, search and export it. */
export interface Sortable<Row> {
  key: string
  title: string
  /** By what to order; without it the column cannot be ordered. */
  sort?(row: Row): string | number
  /** The cell as plain text, for searching and for the export. */
  text?(row: Row): string
}

export interface View {
  /** A column's key; with a minus in front, the other way round. */
  sort?: string | undefined
  search?: string | undefined
  page?: string | undefined
}

const compare = new Intl.Collator('en-GB', {
  numeric: true,
  sensitivity: 'base',
}).compare

/** The rows to show, in order, and how many there are in all. */
export function arrange<Row>(
  rows: readonly Row[],
  columns: readonly Sortable<Row>[],
  view: View,
  size: number,
) {
  const words = (view.search ?? '').toLowerCase().split(/\s+/).filter(Boolean)
  const found = rows.filter((row) => {
    const text = columns
      .map((column) => column.text?.(row) ?? '')
      .join(' ')
      .toLowerCase()
    return words.every((word) => text.includes(word))
  })
  const { by, back } = sortOf(view.sort)
  const key = columns.find((column) => column.key === by)?.sort
  const ordered = key ? found.toSorted((a, b) => (back ? -1 : 1) * order(key(a), key(b))) : found
  const pages = Math.max(1, Math.ceil(ordered.length / size))
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(view.page)) || 1))
  return {
    found: ordered,
    shown: ordered.slice((page - 1) * size, page * size),
    page,
    pages,
  }
}

const order = (a: string | number, b: string | number) =>
  typeof a === 'number' && typeof b === 'number' ? a - b : compare(String(a), String(b))

export const sortOf = (sort = '') => ({
  by: sort.replace(/^-/, ''),
  back: sort.startsWith('-'),
})

/** The order after pressing a column's head: up, down, as it came. */
export function nextSort(sort: string | undefined, key: string): string | undefined {
  if (sort === key) return `-${key}`
  return sort === `-${key}` ? undefined : key
}

/** A value for a spreadsheet: quoted, and never taken for a formula. */
const cell = (text: string) => {
  const harmless = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return `"${harmless.replaceAll('"', '""')}"`
}

export function csv<Row>(rows: readonly Row[], columns: readonly Sortable<Row>[]): string {
  const kept = columns.filter((column) => column.text)
  const lines = rows.map((row) => kept.map((column) => cell(column.text?.(row) ?? '')).join(','))
  return [kept.map((column) => cell(column.title)).join(','), ...lines, ''].join('\r\n')
}
