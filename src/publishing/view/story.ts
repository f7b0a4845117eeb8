import { clausesOf } from '../../policy/index.ts'
import type { StoryLine } from '../contract.ts'
import type {
  AlarmRow,
  AttemptRow,
  DeliveryRow,
  HappeningRow,
  VerdictRow,
  VersionRow,
} from '../store/tables.ts'
import type { Grounds } from '../store/versions.ts'
import { alarmSentences } from './alarm-words.ts'
import type { Names } from './names.ts'

/** The whole story of a post, in the order in which it happened. Pure. */

export interface Sources {
  readonly versions: readonly VersionRow[]
  readonly grounds: Grounds
  readonly verdicts: readonly VerdictRow[]
  readonly happenings: readonly HappeningRow[]
  readonly deliveries: readonly DeliveryRow[]
  readonly attempts: readonly AttemptRow[]
  readonly alarms: readonly AlarmRow[]
}

/** Ids sort by when they were made: within one moment they keep the order. */
type Line = Omit<StoryLine, 'at'> & { readonly at: Temporal.Instant; readonly id: string }

export function storyOf(sources: Sources, names: Names): StoryLine[] {
  const lines = [
    ...ofVersions(sources, names),
    ...ofPeople(sources, names),
    ...ofVerdicts(sources),
    ...ofHappenings(sources, names),
    ...ofSending(sources, names),
    ...ofAlarms(sources),
  ]
  return lines
    .sort(
      (one, other) => Temporal.Instant.compare(one.at, other.at) || (one.id < other.id ? -1 : 1),
    )
    .map(({ id: _id, ...line }) => ({ ...line, at: line.at.toString() }))
}

const nothing = { who: null, versionNumber: null, deliveryId: null, clauses: [] }

function ofVersions({ versions }: Sources, names: Names): Line[] {
  return versions.map((version) => ({
    ...nothing,
    id: version.id,
    at: version.saved_at,
    who: names.person(version.author_id),
    kind: 'saved',
    sentence: `Version ${version.number} was saved.`,
    versionNumber: version.number,
  }))
}

function ofPeople({ versions, grounds }: Sources, names: Names): Line[] {
  const number = (id: string) => versions.find((version) => version.id === id)?.number ?? null
  const line = (row: { id: string; by_id: string; at: Temporal.Instant; version_id: string }) => ({
    ...nothing,
    id: row.id,
    at: row.at,
    who: names.person(row.by_id),
    versionNumber: number(row.version_id),
  })
  return [
    ...grounds.attestations.map(
      (row): Line => ({
        ...line(row),
        kind: 'attested',
        sentence: 'The author answered for this version.',
      }),
    ),
    ...grounds.decisions.map(
      (row): Line => ({
        ...line(row),
        kind: row.kind,
        sentence: row.reason ?? 'This exact version was approved.',
      }),
    ),
    ...grounds.clearances.map(
      (row): Line => ({
        ...line(row),
        kind: 'cleared',
        sentence: row.reason,
      }),
    ),
  ]
}

const verdictSentences: Readonly<Record<VerdictRow['outcome'], string>> = {
  allowed: 'The gate allowed it.',
  needs: 'The gate asked for another step first.',
  refused: 'The gate refused it.',
}

function ofVerdicts({ versions, verdicts }: Sources): Line[] {
  return verdicts.map((row) => ({
    ...nothing,
    id: row.id,
    at: row.at,
    kind: 'judged',
    sentence: verdictSentences[row.outcome],
    versionNumber: versions.find((version) => version.id === row.version_id)?.number ?? null,
    clauses: clausesOf(row.verdict),
  }))
}

function ofHappenings({ happenings }: Sources, names: Names): Line[] {
  return happenings.map((row) => ({
    id: row.id,
    at: row.at,
    who: row.by_id === null ? null : names.person(row.by_id),
    kind: row.kind,
    sentence: row.says,
    versionNumber: row.version_number,
    deliveryId: row.delivery_id,
    clauses: row.clauses,
  }))
}

const attemptSentences = {
  sent: 'The network said that it has it.',
  refused: 'The network refused it.',
  unconfirmed: 'The network gave no answer that can be trusted.',
  'not-sent': 'Nothing was sent. It is tried again.',
} as const

function ofSending({ attempts, deliveries }: Sources, names: Names): Line[] {
  const channelOf = new Map(deliveries.map((row) => [row.id, row.channel_id]))
  return attempts.flatMap((attempt): Line[] => {
    const { name } = names.channel(channelOf.get(attempt.delivery_id) ?? '')
    const line = { ...nothing, id: attempt.id, deliveryId: attempt.delivery_id }
    const begun: Line = {
      ...line,
      at: attempt.started_at,
      kind: 'sending',
      sentence: `It was handed to the network of ${name}.`,
    }
    const { outcome, ended_at } = attempt
    if (ended_at === null || outcome === 'under-way') return [begun]
    const kind = outcome === 'not-sent' ? 'released' : outcome
    return [
      begun,
      { ...line, id: `${line.id} ended`, at: ended_at, kind, sentence: attemptSentences[outcome] },
    ]
  })
}

function ofAlarms({ alarms }: Sources): Line[] {
  return alarms.map((alarm) => ({
    ...nothing,
    id: alarm.id,
    at: alarm.raised_at,
    kind: 'alarm',
    sentence: alarmSentences[alarm.kind],
    deliveryId: alarm.delivery_id,
  }))
}
