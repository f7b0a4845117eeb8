/** For the tests of every slice that sends something out. */
export { type FakeMastodon, type FakeOptions, startFakeMastodon } from './mastodon/fake.ts'
export type { FakeCall, Fault, FaultPlan } from './mastodon/fake-faults.ts'
export type { Counters, StoredPost } from './mastodon/fake-state.ts'
export { type FakeThread, startFakeMastodonThread } from './mastodon/fake-thread.ts'
export { allowAs, type PracticePerson } from './practice/visitor.ts'
