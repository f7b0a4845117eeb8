import { z } from 'zod'
import { control } from '../control.ts'
import type { Attestation, PostFacts } from '../facts.ts'
import { wrote } from '../reach.ts'

const parts = ['purpose', 'benefit', 'source', 'accurate', 'professional', 'responsible'] as const
type Part = (typeof parts)[number]

const setting = 'attestation.parts'

export const prePublishAttestation = control({
  id: 'pre-publish-attestation',
  basis: 'asked',
  speaksOn: ['post.submit', 'post.approve', 'post.schedule', 'post.send', 'post.correct'],
  parameters: z.object({ [setting]: z.array(z.enum(parts)).nullable() }),
  messages: {
    purpose: {
      says: 'Say what this post is for.',
      clauses: ['hr-policy:6.safe-1'],
      rule: 'crier:attest-each-version',
      setting,
      next: 'attest',
    },
    benefit: {
      says: 'Say what good this post should do.',
      clauses: ['hr-policy:6.safe-1'],
      rule: 'crier:attest-each-version',
      setting,
      next: 'attest',
    },
    source: {
      says: 'Say where the facts in this post come from.',
      clauses: ['east-herts:AppA.prof-6.part-1'],
      rule: 'crier:attest-each-version',
      setting,
      next: 'attest',
    },
    accurate: {
      says: 'Tick that this post is accurate, once you have made sure.',
      clauses: ['east-herts:AppA.prof-6.part-1', 'dacorum:2.2.c', 'councillors:8.4.part-1'],
      rule: 'crier:attest-each-version',
      setting,
      next: 'attest',
    },
    professional: {
      says: 'Tick that this post is professional in tone and content.',
      clauses: ['st-helens:6.6'],
      rule: 'crier:attest-each-version',
      setting,
      next: 'attest',
    },
    responsible: {
      says: 'Tick that you answer for this post in person.',
      clauses: ['dacorum:2.2.c'],
      rule: 'crier:attest-each-version',
      setting,
      next: 'attest',
    },
    'edited-since': {
      says: 'This post was edited after its author answered for it. The author looks at the new version and answers again.',
      clauses: [],
      rule: 'crier:attest-each-version',
      setting,
      next: 'attest',
    },
    'not-by-a-writer': {
      says: 'Only someone who wrote this post can answer for it. Its author has to state what it is for and that it is right.',
      clauses: [],
      rule: 'crier:attest-each-version',
      setting,
      next: 'attest',
    },
  },

  findings({ facts: { post } }, decided) {
    const asked = decided[setting] ?? []
    if (asked.length === 0) return []
    const stale = whyItDoesNotCount(post)
    if (stale) return [{ outcome: 'refused', message: stale, values: {} }]
    return parts
      .filter((part) => asked.includes(part) && !isStated(post.attestation, part))
      .map((part) => ({ outcome: 'refused', message: part, values: {}, option: part }))
  },
})

function whyItDoesNotCount(post: PostFacts) {
  const { attestation } = post
  if (!attestation) return null
  if (attestation.versionId !== post.versionId) return 'edited-since'
  return wrote(post, attestation.byPersonId) ? null : 'not-by-a-writer'
}

/** A statement in words has at least a letter or a digit in it: a full stop states nothing. */
function isStated(attestation: Attestation | null, part: Part): boolean {
  const stated = attestation?.[part] ?? false
  return typeof stated === 'string' ? /[\p{L}\p{N}]/u.test(stated) : stated
}
