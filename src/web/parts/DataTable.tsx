// biome-ignore-all lint/a11y/noRedundantRoles: on a phone each row is laid out as a card, and some browsers then forget that it is a table
import { type ReactNode, useRef } from 'react'
import { useAddress } from '../useAddress.ts'
import { Button } from './Button.tsx'
import { DownIcon, ExportIcon } from './icons.tsx'
import { arrange, csv, nextSort, type Sortable, sortOf } from './table.ts'
import './DataTable.css'

export interface Column<Row> extends Sortable<Row> {
  cell(row: Row): ReactNode
  /** For figures that line up. */
  end?: boolean
}

interface Props<Row> {
  /** What it lists: the caption, and the name of the exported file. */
  name: string
  rows: readonly Row[]
  columns: readonly Column<Row>[]
  rowKey(row: Row): string
  /** Stands where there is nothing to show. */
  empty: ReactNode
  /** More to filter by, beside the search box. */
  filters?: ReactNode
  /** The server searches and pages: `next` is where its next page begins. */
  served?: { next: string | null }
  search?: string | false
  size?: number
}

/** A table whose order, search and page stand in the address, and that exports what it shows. */
export function DataTable<Row>({ name, rows, columns, rowKey, empty, ...rest }: Props<Row>) {
  const { filters, served, search = 'Search', size = 50 } = rest
  const [address, change] = useAddress()
  const view = served ? { sort: address.sort } : { ...address, search: address.q }
  const { found, shown, page, pages } = arrange(rows, columns, view, served ? rows.length : size)
  return (
    <div className="stack">
      <div className="table-bar">
        {search && <Search label={search} value={address.q} change={change} />}
        {filters}
        <div className="table-export">
          <Button kind="quiet" icon={ExportIcon} onClick={() => save(name, csv(found, columns))}>
            Export
          </Button>
        </div>
      </div>
      {shown.length === 0 ? (
        empty
      ) : (
        <table className="data-table" role="table">
          <caption className="visually-hidden">{name}</caption>
          <Head columns={columns} sort={address.sort} change={change} />
          <tbody role="rowgroup">
            {shown.map((row) => (
              <Line key={rowKey(row)} row={row} columns={columns} />
            ))}
          </tbody>
        </table>
      )}
      {served ? (
        <ServedPages next={served.next} after={address.after} change={change} />
      ) : (
        pages > 1 && <Pages page={page} pages={pages} total={found.length} change={change} />
      )}
    </div>
  )
}

/** Milliseconds after the last letter before a search begins. */
const pause = 200

type Change = ReturnType<typeof useAddress>[1]

function Search({
  label,
  value,
  change,
}: {
  label: string
  value: string | undefined
  change: Change
}) {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const later = (q: string) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => change({ q, page: undefined, after: undefined }), pause)
  }
  return (
    <label className="table-search">
      <span className="small">{label}</span>
      <input
        className="control"
        type="search"
        defaultValue={value}
        onChange={(event) => later(event.target.value)}
      />
    </label>
  )
}

/** A choice to filter by, kept in the address under its name. */
export function Filter({
  name,
  label,
  children,
}: {
  name: string
  label: string
  children: ReactNode
}) {
  const [address, change] = useAddress()
  return (
    <label className="table-filter">
      <span className="small">{label}</span>
      <select
        className="control"
        value={address[name] ?? ''}
        onChange={(event) =>
          change({
            [name]: event.target.value,
            page: undefined,
            after: undefined,
          })
        }
      >
        {children}
      </select>
    </label>
  )
}

interface HeadProps<Row> {
  columns: readonly Column<Row>[]
  sort: string | undefined
  change: Change
}

function Head<Row>({ columns, sort, change }: HeadProps<Row>) {
  const { by, back } = sortOf(sort)
  return (
    <thead role="rowgroup">
      <tr role="row">
        {columns.map(({ key, title, sort: sortable, end }) => (
          <th
            key={key}
            role="columnheader"
            scope="col"
            className={end ? 'end' : undefined}
            aria-sort={by === key ? (back ? 'descending' : 'ascending') : undefined}
          >
            {sortable ? (
              <button type="button" onClick={() => change({ sort: nextSort(sort, key) })}>
                {title}
                <DownIcon className="lesser" />
              </button>
            ) : (
              title
            )}
          </th>
        ))}
      </tr>
    </thead>
  )
}

function Line<Row>({ row, columns }: { row: Row; columns: readonly Column<Row>[] }) {
  return (
    <tr role="row">
      {columns.map(({ key, title, cell, end }) => (
        <td key={key} role="cell" data-title={title} className={end ? 'end numbers' : undefined}>
          <div>{cell(row)}</div>
        </td>
      ))}
    </tr>
  )
}

function Pages({
  page,
  pages,
  total,
  change,
}: {
  page: number
  pages: number
  total: number
  change: Change
}) {
  const go = (to: number) => change({ page: to === 1 ? undefined : String(to) })
  return (
    <nav className="row" aria-label="Pages">
      {page > 1 && <Button onClick={() => go(page - 1)}>Previous page</Button>}
      <span className="numbers">
        Page {page} of {pages}, {total} in all
      </span>
      {page < pages && <Button onClick={() => go(page + 1)}>Next page</Button>}
    </nav>
  )
}

function ServedPages({
  next,
  after,
  change,
}: {
  next: string | null
  after: string | undefined
  change: Change
}) {
  if (!next && !after) return null
  return (
    <nav className="row" aria-label="Pages">
      {after && <Button onClick={() => change({ after: undefined })}>First page</Button>}
      {next && <Button onClick={() => change({ after: next })}>Next page</Button>}
    </nav>
  )
}

function save(name: string, text: string) {
  const link = document.createElement('a')
  // The mark at the start tells spreadsheets that this is UTF-8.
  link.href = URL.createObjectURL(new Blob(['\ufeff', text], { type: 'text/csv' }))
  link.download = `${name.toLowerCase().replaceAll(' ', '-')}.csv`
  link.click()
  URL.revokeObjectURL(link.href)
}
