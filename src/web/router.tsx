import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { client } from './ask.ts'
import { Frame } from './frame/Frame.tsx'
import { meQuestion } from './me.ts'
import { Lost, Trouble } from './parts/Trouble.tsx'
import { Slow } from './parts/Waiting.tsx'
import { Problem } from './problem.ts'

/** A screen of its own file, fetched when someone goes there. */
const screen = lazyRouteComponent

const root = createRootRoute()

/** Pages of the doorstep: nobody has to be signed in. */
const doorstep = <const Path extends string>(path: Path, component: ReturnType<typeof screen>) =>
  createRoute({ getParentRoute: () => root, path, component })

/** Everything inside the frame: it needs to know who is here. */
const framed = createRoute({
  getParentRoute: () => root,
  id: 'framed',
  component: Frame,
  async beforeLoad({ location }) {
    const me = await client.ensureQueryData(meQuestion).catch((why: unknown) => {
      if (why instanceof Problem && why.kind === 'sign-in-needed')
        throw redirect({ to: '/sign-in', search: { next: location.href } })
      throw why
    })
    if (me.secondFactor.owed && location.pathname !== '/security/second-factor')
      throw redirect({ to: '/security/second-factor' })
  },
})

const page = <const Path extends string>(path: Path, component: ReturnType<typeof screen>) =>
  createRoute({ getParentRoute: () => framed, path, component })

const routes = root.addChildren([
  doorstep(
    '/sign-in',
    screen(() => import('./people/SignIn.tsx')),
  ),
  doorstep(
    '/set-up',
    screen(() => import('./people/SetUp.tsx')),
  ),
  doorstep(
    '/invitation',
    screen(() => import('./people/Invitation.tsx')),
  ),
  doorstep(
    '/forgotten',
    screen(() => import('./people/Forgotten.tsx')),
  ),
  doorstep(
    '/new-password',
    screen(() => import('./people/NewPassword.tsx')),
  ),
  framed.addChildren([
    page(
      '/',
      screen(() => import('./publishing/Today.tsx')),
    ),
    page(
      '/calendar',
      screen(() => import('./publishing/Calendar.tsx')),
    ),
    page(
      '/posts',
      screen(() => import('./publishing/Posts.tsx')),
    ),
    page(
      '/posts/new',
      screen(() => import('./publishing/Composer.tsx')),
    ),
    page(
      '/posts/$postId',
      screen(() => import('./publishing/Post.tsx')),
    ),
    page(
      '/posts/$postId/edit',
      screen(() => import('./publishing/Composer.tsx')),
    ),
    page(
      '/approvals',
      screen(() => import('./publishing/Approvals.tsx')),
    ),
    page(
      '/channels',
      screen(() => import('./channels/Channels.tsx')),
    ),
    page(
      '/channels/new',
      screen(() => import('./channels/NewChannel.tsx')),
    ),
    page(
      '/channels/$channelId',
      screen(() => import('./channels/Channel.tsx')),
    ),
    page(
      '/policy',
      screen(() => import('./policy/Policy.tsx')),
    ),
    page(
      '/people',
      screen(() => import('./people/People.tsx')),
    ),
    page(
      '/people/$personId',
      screen(() => import('./people/Person.tsx')),
    ),
    page(
      '/council',
      screen(() => import('./people/Council.tsx')),
    ),
    page(
      '/ledger',
      screen(() => import('./ledger/Ledger.tsx')),
    ),
    page(
      '/ledger/$entryId',
      screen(() => import('./ledger/Entry.tsx')),
    ),
    page(
      '/security',
      screen(() => import('./people/Security.tsx')),
    ),
    page(
      '/security/second-factor',
      screen(() => import('./people/SecondFactor.tsx')),
    ),
  ]),
])

export const router = createRouter({
  routeTree: routes,
  defaultPreload: 'intent',
  defaultPendingComponent: () => <Slow />,
  defaultErrorComponent: Trouble,
  defaultNotFoundComponent: Lost,
  scrollRestoration: true,
  // Plain words in the address: ?state=sent&page=2, all of them text.
  parseSearch: (search) => Object.fromEntries(new URLSearchParams(search)),
  stringifySearch(search) {
    const said = Object.entries(search).filter(([, value]) => value !== undefined && value !== '')
    const text = new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString()
    return text ? `?${text}` : ''
  },
})

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
