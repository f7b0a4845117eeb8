/** A no in the shape that Mastodon gives it. */
export class ApiError extends Error {
  readonly status: number
  readonly description: string | undefined

  /** With a description it is an OAuth error: then the first part is a code, not words. */
  constructor(status: number, error: string, description?: string) {
    super(error)
    this.status = status
    this.description = description
  }
}

export const notFound = () => new ApiError(404, 'Record not found')
export const invalid = (what: string) => new ApiError(422, `Validation failed: ${what}`)
