import { routes } from '../platform/routes.ts'
import { approvePost } from './actions/approve-post.ts'
import { checkText } from './actions/check-text.ts'
import { clearPost } from './actions/clear-post.ts'
import { closeAlarm } from './actions/close-alarm.ts'
import { createPost } from './actions/create-post.ts'
import { discardPost } from './actions/discard-post.ts'
import { listApprovals } from './actions/list-approvals.ts'
import { listMedia } from './actions/list-media.ts'
import { listPosts } from './actions/list-posts.ts'
import { readCalendar } from './actions/read-calendar.ts'
import { readFile } from './actions/read-file.ts'
import { readPost } from './actions/read-post.ts'
import { readToday } from './actions/read-today.ts'
import { readVersion } from './actions/read-version.ts'
import { releasePost } from './actions/release-post.ts'
import { removePost } from './actions/remove-post.ts'
import { resolveTime } from './actions/resolve-time.ts'
import { returnPost } from './actions/return-post.ts'
import { savePost } from './actions/save-post.ts'
import { schedulePost } from './actions/schedule-post.ts'
import { sendAgain } from './actions/send-again.ts'
import { settleNotSent } from './actions/settle-not-sent.ts'
import { settleSent } from './actions/settle-sent.ts'
import { stopDelivery } from './actions/stop-delivery.ts'
import { submitPost } from './actions/submit-post.ts'
import { withdrawPost } from './actions/withdraw-post.ts'
import { publishingContract } from './contract.ts'

export const publishingRoutes = routes(publishingContract, {
  'GET /today': readToday,
  'GET /posts': listPosts,
  'GET /approvals': listApprovals,
  'GET /calendar': readCalendar,
  'POST /posts': createPost,
  'GET /posts/:postId': readPost,
  'GET /posts/:postId/versions/:versionId': readVersion,
  'POST /posts/:postId/versions': savePost,
  'POST /checks': checkText,
  'GET /times': resolveTime,
  'POST /posts/:postId/submit': submitPost,
  'POST /posts/:postId/approve': approvePost,
  'POST /posts/:postId/return': returnPost,
  'POST /posts/:postId/clear': clearPost,
  'POST /posts/:postId/schedule': schedulePost,
  'POST /posts/:postId/withdraw': withdrawPost,
  'POST /posts/:postId/discard': discardPost,
  'POST /posts/:postId/release': releasePost,
  'POST /posts/:postId/remove': removePost,
  'POST /deliveries/:deliveryId/settle-sent': settleSent,
  'POST /deliveries/:deliveryId/settle-not-sent': settleNotSent,
  'POST /deliveries/:deliveryId/send-again': sendAgain,
  'POST /deliveries/:deliveryId/stop': stopDelivery,
  'POST /alarms/:alarmId/close': closeAlarm,
  'GET /media': listMedia,
  'GET /media/:fileId/about': readFile,
})
