import { newPart, type Part, type Picture } from './draft.ts'

/** A thread has at most this many parts, whatever the network. */
export const mostParts = 25

type Parts = readonly Part[]

export function addAfter(parts: Parts, index: number, part: Part = newPart()): Parts {
  return parts.length >= mostParts ? parts : parts.toSpliced(index + 1, 0, part)
}

/** Cuts a part in two at the caret; its pictures stay with the first half. */
export function split(parts: Parts, index: number, caret: number): Parts {
  const part = parts[index]
  if (!part || parts.length >= mostParts) return parts
  const first = { ...part, text: part.text.slice(0, caret).trimEnd() }
  return parts.toSpliced(index, 1, first, newPart(part.text.slice(caret).trimStart()))
}

/** Joins a part to the one before it, with an empty line between two texts. */
export function merge(parts: Parts, index: number): Parts {
  const [before, part] = [parts[index - 1], parts[index]]
  if (!before || !part) return parts
  const text = [before.text.trimEnd(), part.text.trimStart()].filter(Boolean).join('\n\n')
  const pictures = [...before.pictures, ...part.pictures]
  return parts.toSpliced(index - 1, 2, { ...before, text, pictures })
}

export function move<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const it = list[from]
  if (it === undefined || to < 0 || to >= list.length) return list
  return list.toSpliced(from, 1).toSpliced(to, 0, it)
}

export function remove(parts: Parts, index: number): Parts {
  return parts.length === 1 ? [newPart()] : parts.toSpliced(index, 1)
}

/** Changes the part with a key; it may have moved or gone since the change was asked for. */
export const change = (parts: Parts, key: string, how: (part: Part) => Part): Parts =>
  parts.map((part) => (part.key === key ? how(part) : part))

export const changePicture = (
  parts: Parts,
  key: string,
  how: (picture: Picture) => Picture,
): Parts =>
  parts.map((part) => ({
    ...part,
    pictures: part.pictures.map((picture) => (picture.key === key ? how(picture) : picture)),
  }))

export const removePicture = (parts: Parts, key: string): Parts =>
  parts.map((part) => ({
    ...part,
    pictures: part.pictures.filter((picture) => picture.key !== key),
  }))
