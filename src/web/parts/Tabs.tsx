import { Link } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import './Tabs.css'

export interface Tab {
  /** What stands in the address; empty for the first. */
  key: string
  name: string
  count?: number | undefined
}

/** Parts of one page, each with an address of its own. */
export function Tabs({
  label,
  name = 'part',
  tabs,
  chosen,
}: {
  label: string
  name?: string
  tabs: readonly Tab[]
  chosen: string
}) {
  const box = useRef<HTMLElement>(null)
  // On a phone the chosen one may stand out of sight.
  useEffect(() => {
    const here = box.current?.querySelector(`[data-tab="${chosen}"]`)
    here?.scrollIntoView({ inline: 'nearest', block: 'nearest' })
  }, [chosen])
  return (
    <nav className="tabs" aria-label={label} ref={box}>
      <ul>
        {tabs.map((tab) => (
          <li key={tab.key}>
            <Link
              to="."
              activeOptions={{ exact: true, includeSearch: true }}
              data-tab={tab.key}
              search={tab.key ? { [name]: tab.key } : {}}
              aria-current={tab.key === chosen ? 'page' : undefined}
            >
              {tab.name}
              {tab.count !== undefined && <span className="numbers soft"> {tab.count}</span>}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
