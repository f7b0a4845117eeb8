import type { ChannelsContract } from '../../channels/contract.ts'
import type { ReplyOf } from '../../platform/contract.ts'
import type { PublishingContract } from '../../publishing/contract.ts'

/* Names for parts of the replies that several screens here pass around. */

export type Checked = ReplyOf<PublishingContract['POST /checks']>
export type Verdict = Checked['verdict']
export type Reason = Verdict['reasons'][number]
export type Mark = Reason['marks'][number]
export type Outcome = Verdict['outcome']
export type VersionView = ReplyOf<PublishingContract['GET /posts/:postId/versions/:versionId']>
export type Today = ReplyOf<PublishingContract['GET /today']>
export type TimeMeaning = ReplyOf<PublishingContract['GET /times']>
export type Channel = ReplyOf<ChannelsContract['GET /channels']>['channels'][number]
export type Limits = NonNullable<Channel['limits']>
