import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
} from '@tanstack/react-router'
import { client } from './ask.ts'
import { call } from './call.ts'
import { Frame } from './frame/Frame.tsx'
import { meQuestion } from './me.ts'
import { Lost, Trouble, TroubleAlone } from './parts/Trouble.tsx'
import { Slow } from './parts/Waiting.tsx'
import { Problem } from './problem.ts'
import Today from './publishing/Today.tsx'

/** A screen stands in a file of its own, which is fetched when someone goes there. */
type Load = Parameters<typeof lazyRouteComponent>[0]

/**
 * A file that does not come means one of two things. Crier is silent: then that is said, and nothing
 * on the page is lost. Or Crier was updated and has other files now: then the router loads it anew.
 */
const screen = (load: Load) =>
  lazyRouteComponent(() =>
    load().catch(async (why: unknown) => {
      await call('GET /sign-in', {})
      throw why
    }),
  )

const root = createRootRoute({ errorComponent: TroubleAlone })

/** Pages of the doorstep: nobody has to be signed in. */
const doorstep = <const Path extends string>(path: Path, load: Load) =>
  createRoute({ getParentRoute: () => root, path, component: screen(load) })

/** Everything inside the frame: it needs to know who is here. */
const framed = createRoute({
  getParentRoute: () => root,
  id: 'framed',
  component: Frame,
  errorComponent: TroubleAlone,
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

const page = <const Path extends string>(path: Path, load: Load) =>
  createRoute({ getParentRoute: () => framed, path, component: screen(load) })

const routes = root.addChildren([
  doorstep('/sign-in', () => import('./people/SignIn.tsx')),
  doorstep('/set-up', () => import('./people/SetUp.tsx')),
  doorstep('/invitation', () => import('./people/Invitation.tsx')),
  doorstep('/forgotten', () => import('./people/Forgotten.tsx')),
  doorstep('/new-password', () => import('./people/NewPassword.tsx')),
  framed.addChildren([
    // Today is what everyone opens first, so it comes with the frame.
    createRoute({ getParentRoute: () => framed, path: '/', component: Today }),
    page('/calendar', () => import('./publishing/Calendar.tsx')),
    page('/posts', () => import('./publishing/Posts.tsx')),
    page('/posts/new', () => import('./publishing/Composer.tsx')),
    page('/posts/$postId', () => import('./publishing/Post.tsx')),
    page('/posts/$postId/edit', () => import('./publishing/Composer.tsx')),
    page('/approvals', () => import('./publishing/Approvals.tsx')),
    page('/channels', () => import('./channels/Channels.tsx')),
    page('/channels/new', () => import('./channels/NewChannel.tsx')),
    page('/channels/$channelId', () => import('./channels/Channel.tsx')),
    page('/policy', () => import('./policy/Policy.tsx')),
    page('/people', () => import('./people/People.tsx')),
    page('/people/$personId', () => import('./people/Person.tsx')),
    page('/council', () => import('./people/Council.tsx')),
    page('/ledger', () => import('./ledger/Ledger.tsx')),
    page('/ledger/$entryId', () => import('./ledger/Entry.tsx')),
    page('/security', () => import('./people/Security.tsx')),
    createRoute({ getParentRoute: () => framed, path: '$', component: Lost }),
    page('/security/second-factor', () => import('./people/SecondFactor.tsx')),
  ]),
])

export const router = createRouter({
  routeTree: routes,
  defaultPreload: 'intent',
  defaultPendingComponent: () => <Slow />,
  defaultErrorComponent: Trouble,
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
