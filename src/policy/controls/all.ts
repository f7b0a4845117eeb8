import type { Control } from '../control.ts'

/** Every control that is built, in the order in which a verdict lists its reasons. */
export const controls: readonly Control[] = []
