import { DownIcon, type Icon } from './icons.tsx'

export const UpIcon: Icon = (props) => <DownIcon {...props} style={{ rotate: '180deg' }} />
