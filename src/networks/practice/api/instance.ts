import type { FastifyInstance } from 'fastify'
import { accountEntity, statusEntity } from '../entities.ts'
import { imageLimits } from '../images.ts'
import { flag, parametersOf, text } from '../parameters.ts'
import { type Practice, personOf } from '../practice.ts'
import { rules } from '../rules.ts'
import { searchAccounts } from '../store/accounts.ts'
import { isPublic, together, withText } from '../store/filters.ts'
import { selectStatuses } from '../store/statuses.ts'
import { tagsLike } from '../store/tags.ts'
import { localName, searchShape } from './accounts.ts'

const title = 'Practice network'
const description =
  'A network for rehearsal and training. Nothing here is public, and nobody here is real.'

/** Clients look at the number in front to know what a server can do. */
const version = '4.3.0 (compatible; Crier practice network)'

const configuration = {
  accounts: { max_featured_tags: 0, max_pinned_statuses: 5 },
  statuses: {
    max_characters: rules.characters,
    max_media_attachments: rules.media,
    characters_reserved_per_url: rules.perLink,
  },
  media_attachments: {
    supported_mime_types: imageLimits.types,
    description_limit: rules.altText,
    image_size_limit: imageLimits.bytes,
    image_matrix_limit: imageLimits.pixels,
    video_size_limit: 1,
    video_frame_rate_limit: 1,
    video_matrix_limit: 1,
  },
  polls: { max_options: 0, max_characters_per_option: 0, min_expiration: 0, max_expiration: 0 },
  translation: { enabled: false },
}

const houseRules = [{ id: '1', text: 'This is a rehearsal: use no real personal data.', hint: '' }]

export function instanceRoutes(app: FastifyInstance, { address }: Practice): void {
  const host = new URL(address).host

  app.get('/api/v2/instance', () => ({
    domain: host,
    title,
    version,
    source_url: address,
    description,
    usage: { users: { active_month: 0 } },
    thumbnail: { url: `${address}/avatars/practice.png` },
    icon: [],
    languages: ['en', 'cy'],
    configuration: { urls: {}, vapid: { public_key: '' }, ...configuration },
    registrations: { enabled: true, approval_required: false, message: null },
    api_versions: { mastodon: 2 },
    contact: { email: '', account: null },
    rules: houseRules,
  }))

  app.get('/api/v1/instance', () => ({
    uri: host,
    title,
    short_description: description,
    description,
    email: '',
    version,
    urls: {},
    stats: { user_count: 0, status_count: 0, domain_count: 1 },
    thumbnail: null,
    languages: ['en', 'cy'],
    registrations: true,
    approval_required: false,
    invites_enabled: false,
    configuration,
    contact_account: null,
    rules: houseRules,
  }))

  app.get('/api/v1/instance/rules', () => houseRules)

  // Clients ask for these at every start. An empty answer says: there are none.
  for (const path of empty) app.get(path, () => [])
  app.get('/api/v1/preferences', (request) => {
    personOf(request, 'read:accounts')
    return {
      'posting:default:visibility': 'public',
      'posting:default:sensitive': false,
      'posting:default:language': 'en',
      'reading:expand:media': 'default',
      'reading:expand:spoilers': false,
    }
  })
}

const empty = [
  '/api/v1/announcements',
  '/api/v1/conversations',
  '/api/v1/custom_emojis',
  '/api/v1/filters',
  '/api/v2/filters',
  '/api/v1/follow_requests',
  '/api/v1/followed_tags',
  '/api/v1/instance/peers',
  '/api/v1/lists',
  '/api/v1/scheduled_statuses',
  '/api/v1/trends/tags',
  '/api/v1/trends/statuses',
]

export function searchRoutes(app: FastifyInstance, { db, address }: Practice): void {
  const host = new URL(address).host
  const shape = searchShape.extend({ type: text, resolve: flag })
  app.get('/api/v2/search', async (request) => {
    const me = personOf(request, 'read:search')
    const { q, limit, type } = parametersOf(request, shape)
    const wanted = (kind: string) => type === undefined || type === kind
    const word = q.trim()
    const accounts =
      wanted('accounts') && word !== ''
        ? await searchAccounts(db.all, localName(word, host), Math.min(limit, 40))
        : []
    const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`
    const rest = `${together(withText(2), isPublic)} order by s.id desc limit $3`
    const statuses =
      wanted('statuses') && word !== ''
        ? await selectStatuses(db.all, me, rest, [pattern, Math.min(limit, 40)])
        : []
    const tags = wanted('hashtags')
      ? await tagsLike(db.all, word.replace(/^#/, ''), Math.min(limit, 40))
      : []
    return {
      accounts: accounts.map((account) => accountEntity(account, address)),
      statuses: statuses.map((status) => statusEntity(status, address)),
      hashtags: tags.map(({ name }) => ({
        name,
        url: `${address}/tags/${encodeURIComponent(name)}`,
        history: [],
      })),
    }
  })
}
