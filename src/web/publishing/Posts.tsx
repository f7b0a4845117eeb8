import { useAsk } from '../ask.ts'
import { LinkButton } from '../parts/Button.tsx'
import { PostIcon } from '../parts/icons.tsx'
import { Page } from '../parts/Page.tsx'
import { Answer, Empty } from '../parts/Waiting.tsx'
import { type Address, useAddress } from '../useAddress.ts'
import { aboutPosts } from './asking.ts'
import { PostFilters, stateNames } from './PostFilters.tsx'
import { PostLine } from './PostLine.tsx'
import { useLineKeys } from './useLineKeys.ts'
import { WriteButton } from './WriteButton.tsx'

const filters = ['search', 'state', 'channel', 'author'] as const

/** Every post, found by what it says, how it stands, where it goes and who wrote it. */
export default function Posts() {
  const [address] = useAddress()
  const posts = useAsk('GET /posts', asked(address), { about: aboutPosts })
  const filtered = filters.some((each) => address[each])
  useLineKeys('.post-lines .post-line-name')
  return (
    <Page title="Posts" actions={<WriteButton />}>
      <div className="stack">
        <PostFilters />
        <Answer to={posts}>
          {({ posts: found, next }) => (
            <div className="stack">
              {found.length === 0 && <Nothing filtered={filtered} />}
              <ul className="post-lines">
                {found.map((post) => (
                  <PostLine key={post.id} post={post} time={address.sort === 'due'} />
                ))}
              </ul>
              <Pages address={address} next={next} />
            </div>
          )}
        </Answer>
      </div>
    </Page>
  )
}

function asked(address: Address) {
  return {
    search: address.search,
    state: stateNames.find(([id]) => id === address.state)?.[0],
    channelId: address.channel,
    authorId: address.author,
    sort: address.sort === 'due' ? ('due' as const) : ('changed' as const),
    after: address.after,
  }
}

function Nothing({ filtered }: { filtered: boolean }) {
  if (filtered)
    return (
      <Empty
        icon={PostIcon}
        title="No post is like that"
        step={<LinkButton to="/posts">Show every post</LinkButton>}
      >
        Try another word, or leave out one of the filters.
      </Empty>
    )
  return (
    <Empty icon={PostIcon} title="No posts yet" step={<WriteButton />}>
      Drafts, posts that wait, posts that were sent: all of them will stand here.
    </Empty>
  )
}

function Pages({ address, next }: { address: Address; next: string | null }) {
  if (!next && !address.after) return null
  return (
    <nav className="row" aria-label="Pages">
      {address.after && (
        <LinkButton to="/posts" search={{ ...address, after: undefined }}>
          First page
        </LinkButton>
      )}
      {next && (
        <LinkButton to="/posts" search={{ ...address, after: next }}>
          Next page
        </LinkButton>
      )}
    </nav>
  )
}
