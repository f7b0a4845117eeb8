export { policyContract } from './contract.ts'
export type { CouncilPolicy } from './council-policy.ts'
export { councilPolicy } from './council-policy.ts'
export type {
  AccountFacts,
  Action,
  Actor,
  Approval,
  Attestation,
  ChannelFacts,
  Clearance,
  FactsOf,
  ItemFacts,
  Level,
  Lockdown,
  PersonFacts,
  PostFacts,
  Release,
  Schedule,
  SubjectFacts,
  VariantFacts,
  Writer,
} from './facts.ts'
export { levels } from './facts.ts'
export { judge } from './judge.ts'
export { findPersonalData } from './personal-data/find.ts'
export { policyOf } from './policy-of.ts'
export { policyRoutes } from './routes.ts'
export type { ClauseId, Mark, NextStep, Reason, Verdict } from './verdict.ts'
export { clausesOf, sentencesOf, verdictShape } from './verdict.ts'
