import assert from 'node:assert/strict'
import { test } from 'node:test'
import { arrange, csv, nextSort } from './table.ts'

interface Row {
  name: string
  size: number
}
const rows: Row[] = [
  { name: 'Leisure 10', size: 3 },
  { name: 'Bins', size: 20 },
  { name: 'Leisure 2', size: 100 },
]
const columns = [
  {
    key: 'name',
    title: 'Name',
    sort: (r: Row) => r.name,
    text: (r: Row) => r.name,
  },
  { key: 'size', title: 'Size', sort: (r: Row) => r.size },
]
const names = (view: object, size = 10) =>
  arrange(rows, columns, view, size).shown.map((row) => row.name)

test('keeps the order that the rows came in until a column is chosen', () => {
  assert.deepEqual(names({}), ['Leisure 10', 'Bins', 'Leisure 2'])
})

test('orders names as people count, and figures as figures', () => {
  assert.deepEqual(names({ sort: 'name' }), ['Bins', 'Leisure 2', 'Leisure 10'])
  assert.deepEqual(names({ sort: '-size' }), ['Leisure 2', 'Bins', 'Leisure 10'])
})

test('finds rows that hold every word, in any order', () => {
  assert.deepEqual(names({ search: '2 LEIS' }), ['Leisure 2'])
  assert.deepEqual(names({ search: 'parks' }), [])
})

test('shows a page that exists, whatever the address says', () => {
  assert.deepEqual(names({ page: '2' }, 2), ['Leisure 2'])
  for (const page of ['99', '-1', 'x', '1.5'])
    assert.ok(names({ page }, 2).length > 0, `page ${page} is empty`)
})

test('ignores a column that does not exist', () => {
  assert.deepEqual(names({ sort: 'colour' }), ['Leisure 10', 'Bins', 'Leisure 2'])
})

test('a column turns from up to down to as it came', () => {
  assert.equal(nextSort(undefined, 'name'), 'name')
  assert.equal(nextSort('name', 'name'), '-name')
  assert.equal(nextSort('-name', 'name'), undefined)
  assert.equal(nextSort('-size', 'name'), 'name')
})

test('exports only what has words, quoted', () => {
  assert.equal(
    csv([{ name: 'Say "hello", all', size: 1 }], columns),
    '"Name"\r\n"Say ""hello"", all"\r\n',
  )
})

test('never exports a cell that a spreadsheet would run', () => {
  for (const name of ['=1+1', '+44', '-2', '@sum', '\tx'])
    assert.match(csv([{ name, size: 1 }], columns), /"'/)
})
