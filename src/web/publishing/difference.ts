export interface Change {
  readonly kind: 'same' | 'added' | 'removed'
  readonly text: string
}

/** Beyond this many comparisons the middle is shown as replaced whole. */
const mostWork = 4_000_000

/** What was added and removed between two texts, word by word (longest common subsequence). */
export function difference(before: string, after: string): Change[] {
  const [a, b] = [words(before), words(after)]
  let head = 0
  while (head < a.length && head < b.length && a[head] === b[head]) head += 1
  let tail = 0
  const room = Math.min(a.length, b.length) - head
  while (tail < room && a.at(-1 - tail) === b.at(-1 - tail)) tail += 1
  return joined([
    ...a.slice(0, head).map(as('same')),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...a.slice(a.length - tail).map(as('same')),
  ])
}

const words = (text: string) => text.match(/\s+|[^\s]+/g) ?? []
const as =
  (kind: Change['kind']) =>
  (text: string): Change => ({ kind, text })

function middle(a: readonly string[], b: readonly string[]): Change[] {
  if (a.length * b.length > mostWork) return [...a.map(as('removed')), ...b.map(as('added'))]
  const wide = b.length + 1
  // longest[i * wide + j]: how much the ends of both, from i and from j, have in common
  const longest = new Uint32Array((a.length + 1) * wide)
  const at = (i: number, j: number) => longest[i * wide + j] ?? 0
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      longest[i * wide + j] =
        a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
  const changes: Change[] = []
  let [i, j] = [0, 0]
  while (i < a.length || j < b.length) {
    const [left = '', right = ''] = [a[i], b[j]]
    if (i < a.length && j < b.length && left === right) {
      changes.push({ kind: 'same', text: left })
      i += 1
      j += 1
    } else if (j >= b.length || (i < a.length && at(i + 1, j) >= at(i, j + 1))) {
      changes.push({ kind: 'removed', text: left })
      i += 1
    } else {
      changes.push({ kind: 'added', text: right })
      j += 1
    }
  }
  return changes
}

/** Neighbours of one kind as one piece. */
function joined(changes: readonly Change[]): Change[] {
  const result: Change[] = []
  for (const change of changes) {
    const last = result.at(-1)
    if (last?.kind === change.kind) result.splice(-1, 1, as(change.kind)(last.text + change.text))
    else result.push(change)
  }
  return result
}
