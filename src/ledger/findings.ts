/** What a check of the ledger finds wrong. Numbers count entries from 1, as people do. */
export interface Finding {
  readonly kind:
    | 'altered'
    | 'dropped'
    | 'reordered'
    | 'inserted'
    | 'tree'
    | 'checkpoint'
    | 'rewritten'
    | 'key'
    | 'waiting'
  /** The first entry that is wrong, counted from 1. */
  readonly number?: number
  readonly entryId?: string
  readonly sentence: string
}

export const altered = (number: number, entryId: string): Finding => ({
  kind: 'altered',
  number,
  entryId,
  sentence: `Entry ${number} (${entryId}) was altered after it was written.`,
})

export const alteredWithPlace = (number: number, entryId: string): Finding => ({
  kind: 'altered',
  number,
  entryId,
  sentence: `Entry ${number} (${entryId}) was altered, and its place in the tree was altered to match.`,
})

export const alteredAsShown = (number: number, entryId: string): Finding => ({
  kind: 'altered',
  number,
  entryId,
  sentence: `Entry ${number} (${entryId}) is whole, but what lists and filters show of it was altered.`,
})

export const dropped = (number: number, entryId: string): Finding => ({
  kind: 'dropped',
  number,
  entryId,
  sentence: `Entry ${number} (${entryId}) was dropped: its place in the tree is there, the entry is not.`,
})

export const droppedWithPlace = (number: number): Finding => ({
  kind: 'dropped',
  number,
  sentence: `Entry ${number} was dropped: there is no such number in the tree, but there are later ones.`,
})

export const droppedAndClosedUp = (number: number): Finding => ({
  kind: 'dropped',
  number,
  sentence: `Entry ${number} was dropped, and the entries after it were moved up to close the gap.`,
})

export const tailDropped = (number: number, size: number): Finding => ({
  kind: 'dropped',
  number,
  sentence: `Entry ${number} and all after it were dropped: a signed checkpoint covers ${size} entries.`,
})

export const tailDroppedSince = (number: number, size: number): Finding => ({
  kind: 'dropped',
  number,
  sentence: `Entry ${number} and all after it were dropped: the checkpoint kept elsewhere covers ${size} entries.`,
})

export const reordered = (number: number, entryId: string, before: number): Finding => ({
  kind: 'reordered',
  number,
  entryId,
  sentence: `The order was changed: entry ${entryId} stands at number ${number}, but was written at number ${before}.`,
})

export const outOfPlace = (number: number, entryId: string): Finding => ({
  kind: 'reordered',
  number,
  entryId,
  sentence: `The order was changed: entry ${entryId} is genuine, but nothing vouches for it at number ${number}.`,
})

export const inserted = (number: number, entryId: string): Finding => ({
  kind: 'inserted',
  number,
  entryId,
  sentence: `Entry ${number} (${entryId}) was inserted: Crier did not write it there.`,
})

export const insertedOutside = (entryId: string): Finding => ({
  kind: 'inserted',
  entryId,
  sentence: `Entry ${entryId} was inserted: Crier did not write it, or wrote it with a sealing key that the settings no longer hold. It was never signed for.`,
})

export const treeAltered = (number: number): Finding => ({
  kind: 'tree',
  number,
  sentence: `The tree was altered at number ${number}. The entries up to there are whole.`,
})

export const checkpointForged = (size: number): Finding => ({
  kind: 'checkpoint',
  number: size,
  sentence: `The checkpoint over ${size} entries was not signed with this ledger's key: it was forged or altered.`,
})

export const checkpointMissing = (number: number): Finding => ({
  kind: 'checkpoint',
  number,
  sentence: `The checkpoint over entry ${number} and those after it was dropped.`,
})

export const rewritten = (size: number): Finding => ({
  kind: 'rewritten',
  number: size,
  sentence: `The first ${size} entries are not those that the signed checkpoint over ${size} entries covers: the record was written anew.`,
})

export const rewrittenSince = (size: number): Finding => ({
  kind: 'rewritten',
  number: size,
  sentence: `The first ${size} entries are not those of the checkpoint kept elsewhere: the record was written anew.`,
})

export const copyNotSigned: Finding = {
  kind: 'checkpoint',
  sentence: `The checkpoint kept elsewhere was not signed with this ledger's key, so nothing can be compared with it.`,
}

export const otherKey: Finding = {
  kind: 'key',
  sentence: `Nothing here was signed or sealed with the sealing keys in the settings, so nothing can be proved: either they are not the keys it was written with, or everything was replaced.`,
}

export const waitingTooLong = (count: number, since: Temporal.Instant): Finding => ({
  kind: 'waiting',
  sentence: `Entries that have not been signed for: ${count}, the oldest since ${since}. Crier signs within a second while it runs, so start it, and look in its log if this stays.`,
})
