import type { PostView } from '../../publishing/contract.ts'
import { Explain, ExplainPart } from '../parts/Explain.tsx'
import { Facts } from '../parts/Panel.tsx'
import { State } from '../parts/State.tsx'
import { Verdict, type VerdictReason } from '../parts/Verdict.tsx'
import { When } from '../parts/When.tsx'

type Steps = Record<string, (reason: VerdictReason) => void>

/** What explains a post: verdict, what the author stated, who decided. */
export function Judgements({ post, onStep }: { post: PostView; onStep: Steps }) {
  return (
    <Explain>
      <ExplainPart title="Verdict">
        <LatestVerdict post={post} onStep={onStep} />
      </ExplainPart>
      <ExplainPart title="What the author stated">
        <Statement post={post} />
      </ExplainPart>
      {post.decisions.length + post.clearances.length > 0 && (
        <ExplainPart title="Decisions">
          <Decisions post={post} />
        </ExplainPart>
      )}
    </Explain>
  )
}

const numberOf = (post: PostView, versionId: string) =>
  post.versions.find(({ id }) => id === versionId)?.number ?? '?'

const newest = <T extends { at: string }>(list: readonly T[]) =>
  [...list].sort((a, b) => (a.at < b.at ? 1 : -1))

export function LatestVerdict({ post, onStep = {} }: { post: PostView; onStep?: Steps }) {
  const [latest, ...older] = newest(post.verdicts)
  if (!latest) return <p className="soft">It has not been submitted yet.</p>
  return (
    <>
      <Verdict verdict={latest} onStep={onStep} />
      <p className="small soft">
        Version {numberOf(post, latest.versionId)}, <When at={latest.at} exact />
      </p>
      {older.length > 0 && (
        <details>
          <summary className="small">Earlier verdicts: {older.length}</summary>
          <ul className="stack tight">
            {older.map((verdict) => (
              <li key={verdict.id} className="small row">
                <State is={verdict.outcome} />
                <span className="soft">
                  Version {numberOf(post, verdict.versionId)}, <When at={verdict.at} exact />
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}

const yesNo = (yes: boolean) => (yes ? 'Yes' : 'Not stated')

export function Statement({ post }: { post: PostView }) {
  const [latest] = newest(post.attestations)
  if (!latest) return <p className="soft">Nothing yet.</p>
  return (
    <>
      <Facts
        facts={[
          ['Purpose', latest.purpose || 'Not stated'],
          ['Benefit', latest.benefit || 'Not stated'],
          ['Source', latest.source || 'Not stated'],
          ['Accurate', yesNo(latest.accurate)],
          ['Professional', yesNo(latest.professional)],
          ['Responsible', yesNo(latest.responsible)],
        ]}
      />
      <p className="small soft">
        {latest.by.name}, version {numberOf(post, latest.versionId)}, <When at={latest.at} exact />
      </p>
    </>
  )
}

function Decisions({ post }: { post: PostView }) {
  return (
    <ul className="stack">
      {newest(post.decisions).map((decision) => (
        <li key={decision.id} className="stack tight">
          <State is={decision.kind} by={decision.by.name} at={decision.at} />
          {decision.reason && <p>{decision.reason}</p>}
          <p className="small soft">Version {numberOf(post, decision.versionId)}</p>
        </li>
      ))}
      {newest(post.clearances).map((clearance) => (
        <li key={clearance.at} className="stack tight">
          <State
            is="allowed"
            word="Personal data let pass"
            by={clearance.by.name}
            at={clearance.at}
          />
          <p>{clearance.reason}</p>
          <p className="small soft">Version {numberOf(post, clearance.versionId)}</p>
        </li>
      ))}
    </ul>
  )
}
