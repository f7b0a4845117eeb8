/** What other slices may use of people. The last block is for the program itself. */
export { doorstepContract, peopleContract, signInContract } from './contract.ts'
export {
  type Demo,
  type DemoKey,
  demoCouncil,
  demoEmail,
  demoPassword,
  demoPeople,
  seedDemoLevels,
  seedDemoPeople,
  setUpCode,
} from './demo.ts'
export { guard, ownSignIn } from './guard.ts'
export { peopleJobs, peopleRounds } from './jobs.ts'
export { type Level, levels, reaches } from './levels.ts'
export { createPeople, type People, type PeopleParts } from './people.ts'
export {
  channelsSeenBy,
  hasFullAccess,
  hasLevel,
  holdsRole,
  isAuditor,
  seesChannels,
  signedIn,
} from './permissions.ts'
export { fullAccessRoles, type RoleId, roles } from './roles.ts'
export { peopleRoutes } from './routes.ts'
export {
  type Council,
  councilOf,
  isNewUser,
  type Lockdown,
  levelsOf,
  lockdownOf,
  namesOf,
  rolesOf,
  type Suspended,
  suspendedFrom,
} from './standing.ts'
export { lockdownChanged, type PersonSuspended, personSuspended } from './suspended.ts'
