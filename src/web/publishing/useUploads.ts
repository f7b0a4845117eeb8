import { useEffect, useState } from 'react'
import type { FileView } from '../../publishing/contract.ts'
import { asProblem, type Problem } from '../problem.ts'
import { type Draft, newPicture, partsFor, type Target, withParts } from './draft.ts'
import { change as changePart } from './thread.ts'
import { upload } from './upload.ts'

export interface Upload {
  readonly key: number
  readonly partKey: string
  readonly target: Target
  readonly file: File
  /** Shown while it is on its way. */
  readonly address: string
  readonly share: number
  readonly problem: Problem | undefined
}

export interface Uploads {
  readonly list: readonly Upload[]
  readonly underWay: boolean
  add(files: readonly File[], target: Target, partKey: string): void
  again(upload: Upload): void
  drop(upload: Upload): void
}

let lastKey = 0

/** A picture that has arrived joins the part that it was meant for. */
const arrived = (one: Upload, file: FileView) => (draft: Draft) =>
  withParts(
    draft,
    one.target,
    changePart(partsFor(draft, one.target), one.partKey, (part) => ({
      ...part,
      pictures: [...part.pictures, newPicture(file.id, file.lastAlt ?? '')],
    })),
  )

const waiting = (target: Target, partKey: string) => (file: File) => ({
  key: ++lastKey,
  partKey,
  target,
  file,
  address: URL.createObjectURL(file),
  share: 0,
  problem: undefined,
})

/** Pictures on their way to the parts of a draft. */
export function useUploads(change: (how: (draft: Draft) => Draft) => void): Uploads {
  const [list, setList] = useState<readonly Upload[]>([])
  const stops = useStops()
  const patch = (key: number, how: Partial<Upload>) =>
    setList((now) => now.map((each) => (each.key === key ? { ...each, ...how } : each)))
  const forget = (one: Upload) => {
    setList((now) => now.filter(({ key }) => key !== one.key))
    URL.revokeObjectURL(one.address)
    stops.delete(one.key)
  }
  async function start(one: Upload) {
    const stop = new AbortController()
    stops.set(one.key, stop)
    try {
      const file = await upload(one.file, (share) => patch(one.key, { share }), stop.signal)
      change(arrived(one, file))
      forget(one)
    } catch (why) {
      if (!stop.signal.aborted) patch(one.key, { problem: asProblem(why) })
    }
  }
  return {
    list,
    underWay: list.some(({ problem }) => problem === undefined),
    add(files, target, partKey) {
      const added = files.map(waiting(target, partKey))
      setList((now) => [...now, ...added])
      for (const one of added) void start(one)
    },
    again(one) {
      patch(one.key, { problem: undefined, share: 0 })
      void start(one)
    },
    drop(one) {
      stops.get(one.key)?.abort()
      forget(one)
    },
  }
}

/** How to stop each upload; all of them stop with the page that asked for them. */
function useStops() {
  const [stops] = useState(() => new Map<number, AbortController>())
  useEffect(
    () => () => {
      for (const stop of stops.values()) stop.abort()
    },
    [stops],
  )
  return stops
}
