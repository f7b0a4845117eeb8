import { z } from 'zod'

/** pack:ref, such as dacorum:3.2.1.tier-2; the house's own rules are crier:… */
export type ClauseId = `${string}:${string}`

/** What to offer as the next step; the screen turns it into a button. */
export const nextSteps = [
  'ask-for-approval',
  'ask-for-access',
  'ask-for-clearance',
  'ask-crisis-team',
  'attest',
  'choose-setting',
  'choose-time',
  'connect-channel',
  'edit-account',
  'edit-text',
  'register-channel',
  'sign-in',
  'wait',
] as const
export type NextStep = (typeof nextSteps)[number]

const clauseId = z.templateLiteral([z.string(), ':', z.string()])

/** The place that a reason marks, in UTF-16 units, so that an editor can mark it as it stands. */
export const markShape = z.object({
  channelId: z.string().nullable(),
  item: z.int().nonnegative(),
  field: z.enum(['text', 'altText', 'quoted', 'profile', 'email']),
  /** Which alt text or profile text; 0 where the field is single. */
  index: z.int().nonnegative(),
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
})

/** Which setting decided, its value, and whose word that is. */
export const decidingSettingShape = z.object({
  key: z.string(),
  value: z.json(),
  decidedBy: z.enum([
    'pack',
    'packs',
    'council',
    'floor',
    'strictest-until-answered',
    'nobody-yet',
  ]),
  packs: z.array(z.string()),
})

/**
 * One reason of a verdict. `message` and `values` are what another language needs;
 * `sentence` is the same in English, written whole, never put together from pieces.
 */
export const reasonShape = z.object({
  control: z.string(),
  outcome: z.enum(['refused', 'needs', 'note']),
  message: z.string(),
  values: z.record(z.string(), z.string()),
  sentence: z.string(),
  clauses: z.tuple([clauseId], clauseId),
  marks: z.array(markShape),
  next: z.enum(nextSteps).nullable(),
  setting: decidingSettingShape.nullable(),
})

export const verdictShape = z.object({
  action: z.string(),
  outcome: z.enum(['allowed', 'needs', 'refused']),
  reasons: z.array(reasonShape),
  /** The packs that bound the council when it was judged. */
  bound: z.array(z.object({ pack: z.string(), version: z.int() })),
  /** The controls that looked, whether or not they found anything. */
  checked: z.array(z.string()),
})

export type Mark = z.infer<typeof markShape>
export type DecidingSetting = z.infer<typeof decidingSettingShape>
export type Reason = z.infer<typeof reasonShape>

/**
 * allowed: do it. needs: it may be recorded and waits, because another step by someone has to
 * come first. refused: it cannot be done as it stands. A note never holds anything up.
 */
export type Verdict = z.infer<typeof verdictShape>

/** The clauses that a ledger entry about this verdict should carry, each once. */
export function clausesOf(verdict: Verdict): ClauseId[] {
  return [...new Set(verdict.reasons.flatMap((reason) => reason.clauses))]
}

/** The sentences of the reasons that hold the action up, most serious first. */
export function sentencesOf(verdict: Verdict): string[] {
  return verdict.reasons
    .filter((reason) => reason.outcome !== 'note')
    .map((reason) => reason.sentence)
}
