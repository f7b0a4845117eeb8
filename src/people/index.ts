/** What other slices may use of people. */
export { doorstepContract, peopleContract } from './contract.ts'
export { guard, ownSignIn } from './guard.ts'
export { type Level, levels, reaches } from './levels.ts'
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
