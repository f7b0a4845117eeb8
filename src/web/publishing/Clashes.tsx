import { Link } from '@tanstack/react-router'
import { Notice } from '../parts/Panel.tsx'
import type { Checked } from './answers.ts'

/** Another post says the same, or leaves at the same time. Nothing forbids that; it is worth knowing. */
export function Clashes({ clashes }: { clashes: Checked['clashes'] }) {
  if (clashes.length === 0) return null
  return (
    <ul className="stack tight">
      {clashes.map((clash) => (
        <li key={`${clash.postId} ${clash.channelId} ${clash.kind}`}>
          <Notice>
            <p>{clash.says}</p>
            <p className="small">
              <Link to="/posts/$postId" params={{ postId: clash.postId }} target="_blank">
                {clash.excerpt || 'The other post'}
              </Link>
            </p>
          </Notice>
        </li>
      ))}
    </ul>
  )
}
