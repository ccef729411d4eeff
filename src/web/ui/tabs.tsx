import { useRouterState } from '@tanstack/react-router'
import { AppLink } from './app-link.tsx'
import { cx } from './class-names.ts'

export interface Tab {
  label: string
  href: string
  /** How many things are behind it. */
  count?: number
}

/** Tabs are addresses: each can be opened, kept and sent, and the back button returns to it. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const { pathname, search } = useRouterState({
    select: (state) => ({ pathname: state.location.pathname, search: state.location.searchStr }),
    structuralSharing: true,
  })
  const isCurrent = (href: string) => {
    const target = new URL(href, location.origin)
    if (target.pathname !== pathname) return false
    const now = new URLSearchParams(search)
    return [...target.searchParams].every(([name, value]) => now.get(name) === value)
  }
  // Of several that fit, the one that asks for most: `?view=board` before the bare address.
  const current = tabs.filter(({ href }) => isCurrent(href)).sort((a, b) => b.href.length - a.href.length)[0]

  return (
    <nav aria-label={label} className="-mx-4 overflow-x-auto px-4 [scrollbar-width:none] md:mx-0 md:px-0">
      <ul className="flex min-w-max gap-1 border-b border-border">
        {tabs.map((tab) => (
          <li key={tab.href}>
            <AppLink
              href={tab.href}
              aria-current={tab === current ? 'page' : undefined}
              className={cx(
                '-mb-px flex min-h-12 items-center gap-1.5 border-b-2 px-3 text-sm font-medium md:min-h-10',
                tab === current
                  ? 'border-accent text-accent-soft-foreground'
                  : 'border-transparent text-muted hover:text-foreground',
              )}
            >
              {tab.label}
              {tab.count !== undefined && (
                <span className="rounded-full bg-default px-1.5 text-xs tabular-nums text-default-foreground">
                  {tab.count}
                </span>
              )}
            </AppLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
