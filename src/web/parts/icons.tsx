import type { SVGProps } from 'react'
import './icons.css'

export type IconProps = Omit<SVGProps<SVGSVGElement>, 'd'>
export type Icon = (props: IconProps) => React.JSX.Element

/** One path, one stroke of 1.5, on a grid of 20. Decoration only: a word always stands beside it. */
const draw =
  (d: string): Icon =>
  ({ className = '', ...rest }) => (
    <svg viewBox="0 0 20 20" className={`icon ${className}`} aria-hidden="true" {...rest}>
      <path d={d} />
    </svg>
  )

/** The mark: a hand bell in one colour. */
export const Bell: Icon = ({ className = '', ...rest }) => (
  <svg viewBox="0 0 24 24" className={`bell ${className}`} aria-hidden="true" {...rest}>
    <path
      transform="rotate(24 12 12)"
      d="M12 .6c1.7 0 2.7 1 2.7 2.5 0 1.3-.9 2-.9 4.2h-3.6c0-2.2-.9-2.9-.9-4.2C9.3 1.6 10.3.6 12 .6zM9 8.2h6c.3 4 1.3 6.7 4.2 9.1H4.8C7.7 14.9 8.7 12.2 9 8.2zM3.7 18.2h16.6v2H3.7zM9.9 21.1h4.2a2.1 2.1 0 0 1-4.2 0z"
    />
  </svg>
)

export const TodayIcon = /* @__PURE__ */ draw('M3 10.5 10 4l7 6.5M5 9v7.5h10V9M8.5 16.5v-4h3v4')
export const CalendarIcon = /* @__PURE__ */ draw('M3 5h14v12H3zM3 8.5h14M6.5 2.5V6M13.5 2.5V6')
export const PostIcon = /* @__PURE__ */ draw('M4.5 2.5h11v15h-11zM7.5 6.5h5M7.5 10h5M7.5 13.5h3')
export const ChannelIcon = /* @__PURE__ */ draw(
  'M10 10.2a1 1 0 1 0 0-.4M6.6 13.2a4.5 4.5 0 0 1 0-6.4M13.4 6.8a4.5 4.5 0 0 1 0 6.4M4 15.8a8.3 8.3 0 0 1 0-11.6M16 4.2a8.3 8.3 0 0 1 0 11.6',
)
export const PolicyIcon = /* @__PURE__ */ draw(
  'M10 2.5 16 5v4.5c0 4-2.5 6.5-6 8-3.5-1.5-6-4-6-8V5z',
)
export const PeopleIcon = /* @__PURE__ */ draw(
  'M7.5 9a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 16.5c0-3 2.5-5 5.5-5s5.5 2 5.5 5M13 3.5a3 3 0 0 1 0 5M15 12c1.9.8 3 2.4 3 4.5',
)
export const LedgerIcon = /* @__PURE__ */ draw('M4 3h10.5L16 4.5V17H4zM7 3v14M10 7.5h3M10 11h3')
export const MoreIcon = /* @__PURE__ */ draw('M4 10h1M9.5 10h1M15 10h1')
export const SearchIcon = /* @__PURE__ */ draw(
  'M8.75 14.5a5.75 5.75 0 1 0 0-11.5 5.75 5.75 0 0 0 0 11.5zM13 13l4.5 4.5',
)
export const PersonIcon = /* @__PURE__ */ draw(
  'M10 9.5a3.25 3.25 0 1 0 0-6.5 3.25 3.25 0 0 0 0 6.5zM3.5 17c.4-3 3-5 6.5-5s6.1 2 6.5 5',
)
export const KeyIcon = /* @__PURE__ */ draw(
  'M6.5 13.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM10 10h7.5v3M14.5 10v2',
)
export const LockIcon = /* @__PURE__ */ draw('M4.5 9h11v8h-11zM7 9V6.5a3 3 0 0 1 6 0V9')
export const CheckIcon = /* @__PURE__ */ draw('m4 10.5 4 4 8-9')
export const CrossIcon = /* @__PURE__ */ draw('m5 5 10 10M15 5 5 15')
export const DownIcon = /* @__PURE__ */ draw('m5 7.5 5 5 5-5')
export const RightIcon = /* @__PURE__ */ draw('m7.5 5 5 5-5 5')
export const LeftIcon = /* @__PURE__ */ draw('m12.5 5-5 5 5 5')
export const AddIcon = /* @__PURE__ */ draw('M10 4v12M4 10h12')
export const CopyIcon = /* @__PURE__ */ draw('M7 7h10v10H7zM4 13H3V3h10v1')
export const OutIcon = /* @__PURE__ */ draw('M8 4H4v12h12v-4M11 3h6v6M17 3l-7.5 7.5')
export const ExportIcon = /* @__PURE__ */ draw(
  'M10 3v9.5M6.5 9l3.5 3.5L13.5 9M3.5 13.5v3.5h13v-3.5',
)
export const EditIcon = /* @__PURE__ */ draw('m4 13.5-.5 3 3-.5L16 6.5 13.5 4zM11.5 6 14 8.5')
export const ReturnIcon = /* @__PURE__ */ draw('M7.5 4.5 4 8l3.5 3.5M4 8h8a4 4 0 0 1 0 8H8')
export const ClockIcon = /* @__PURE__ */ draw('M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 6v4l3 2')
export const SendIcon = /* @__PURE__ */ draw('M3 10 17 3.5 12.5 17l-3-5.5zM9.5 11.5 17 3.5')
export const PauseIcon = /* @__PURE__ */ draw('M6.5 4v12M13.5 4v12')
export const QuestionIcon = /* @__PURE__ */ draw(
  'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM8 8a2 2 0 1 1 2.8 1.9c-.6.2-.8.6-.8 1.3M10 13.5h.01',
)
export const WarningIcon = /* @__PURE__ */ draw('M10 3 18 16.5H2zM10 8v4M10 14.2h.01')
export const StopIcon = /* @__PURE__ */ draw('M7 3h6l4 4v6l-4 4H7l-4-4V7zM10 6.5V11M10 13.5h.01')
export const InfoIcon = /* @__PURE__ */ draw(
  'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 9.5V14M10 6.5h.01',
)
export const DrillIcon = /* @__PURE__ */ draw('M3 17 17 3M3 11l8-8M9 17l8-8')
export const BinIcon = /* @__PURE__ */ draw(
  'M3.5 5.5h13M8 5.5V3h4v2.5M5.5 5.5l.7 11.5h7.6l.7-11.5M8.5 9v4.5M11.5 9v4.5',
)
export const ImageIcon = /* @__PURE__ */ draw('M3 4h14v12H3zM3 13.5l4-4 4 4 2.5-2.5L17 14M13 8h.01')
export const LinkIcon = /* @__PURE__ */ draw(
  'M8.5 11.5a3 3 0 0 0 4.2 0l3-3a3 3 0 0 0-4.2-4.2l-1 1M11.5 8.5a3 3 0 0 0-4.2 0l-3 3a3 3 0 0 0 4.2 4.2l1-1',
)
export const UnlinkIcon = /* @__PURE__ */ draw(
  'M12.7 11.5l3-3a3 3 0 0 0-4.2-4.2l-1 1M7.3 8.5l-3 3a3 3 0 0 0 4.2 4.2l1-1M3 3l14 14',
)
export const ThemeIcon = /* @__PURE__ */ draw(
  'M10 17a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM10 3v14M10 6.5h6M10 10h7M10 13.5h6',
)
export const FilterIcon = /* @__PURE__ */ draw('M3 5h14M5.5 10h9M8 15h4')
