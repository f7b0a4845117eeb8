/**
 * Something that the person at the terminal can put right. `main` prints the sentence alone and
 * leaves with exit code 1; any other error is a defect and is shown whole.
 */
export class Halt extends Error {
  override readonly name = 'Halt'
}
