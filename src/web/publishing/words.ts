import type { Content } from '../../publishing/contract.ts'

const names = new Intl.DisplayNames('en-GB', { type: 'language' })

export const languageName = (code: string) => names.of(code) ?? code

/** The languages of the most council posts first, then those asked for most by residents. */
export const languages = [
  'en',
  'cy',
  'ar',
  'bn',
  'gu',
  'lt',
  'pa',
  'pl',
  'pt',
  'ro',
  'so',
  'uk',
  'ur',
  'zh',
]

const visibilities: Record<Content['visibility'], string> = {
  public: 'Everyone',
  unlisted: 'Everyone, but not in public timelines',
  followers: 'Only followers',
}

export const visibilityName = (visibility: Content['visibility']) => visibilities[visibility]
