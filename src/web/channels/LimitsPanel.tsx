import { Facts, Panel } from '../parts/Panel.tsx'
import { When } from '../parts/When.tsx'
import { type ChannelView, units } from './words.ts'

const mebibyte = 1_048_576
const figure = (value: number) => value.toLocaleString('en-GB')

/** What the network lets this account publish. */
export function LimitsPanel({ limits }: { limits: NonNullable<ChannelView['limits']> }) {
  const { text, media, thread } = limits
  return (
    <Panel
      title="What fits"
      lead={
        limits.told
          ? 'As the network itself says.'
          : `The network does not say, so this is what was known in ${limits.asOf}.`
      }
    >
      <Facts
        facts={[
          ['Text', `${figure(text.max)} ${units[text.unit]}`],
          [
            'A link counts as',
            text.perLink === null ? 'its own length' : `${text.perLink} characters`,
          ],
          ['Pictures', `${media.most}, each at most ${figure(media.imageBytes / mebibyte)} MB`],
          ['Kinds', media.types.join(', ')],
          ['Alt text', `${figure(media.altText.max)} ${units[media.altText.unit]}`],
          ['Who can see', limits.visibilities.join(', ')],
          ['Posts in a thread', thread.most === null ? 'No limit' : String(thread.most)],
          ['Read', <When key="read" at={limits.readAt} />],
        ]}
      />
    </Panel>
  )
}
