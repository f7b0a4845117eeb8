import { bundleFigures } from './bundle.ts'
import type { Figure } from './report.ts'

export const ids = ['js-first-page', 'js-composer']

export async function figures(): Promise<readonly Figure[]> {
  return bundleFigures()
}
