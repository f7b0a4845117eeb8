export { createPracticeServer, type PracticeSetup } from './server.ts'
