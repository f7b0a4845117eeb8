export { type Residents, type ResidentsSetup, startResidents } from './residents.ts'
export { createPracticeServer, type PracticeSetup } from './server.ts'
