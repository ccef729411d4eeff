import { type ReactNode, useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { config } from '../app/config.ts'
import { AppLink } from './app-link.tsx'
import { cx } from './class-names.ts'
import { Icon } from './icon.tsx'

export interface PageProps {
  title: string
  /** Beside the title: a badge, a code. */
  mark?: ReactNode
  /** One line under the title. */
  lead?: ReactNode
  actions?: ReactNode
  breadcrumbs?: readonly { label: string; href: string }[]
  /** Tabs or other navigation inside the page. */
  tabs?: ReactNode
  /** The content takes the height that is left and scrolls inside itself (tables, boards, split views) on a desk. */
  fill?: boolean
  /** A column of readable width, for forms and text. */
  narrow?: boolean
  children: ReactNode
}

let first = true

export function Page({ title, mark, lead, actions, breadcrumbs, tabs, fill, narrow, children }: PageProps) {
  const { t } = useTranslation()
  const heading = useRef<HTMLHeadingElement>(null)

  // A new page takes the focus to its title, so that a screen reader says where one is; the first one leaves it alone.
  useEffect(() => {
    if (!first && !document.querySelector('[autofocus]')) heading.current?.focus({ preventScroll: true })
    first = false
  }, [])

  return (
    <div
      className={cx(
        'mx-auto w-full px-4 pt-4 pb-6 md:px-6',
        narrow ? 'max-w-3xl' : 'max-w-[110rem]',
        fill && 'md:flex md:h-[calc(100dvh-var(--bars,3.25rem))] md:flex-col md:pb-3',
      )}
    >
      <title>{`${title} · ${config.appName}`}</title>
      {breadcrumbs && (
        <nav aria-label={t('breadcrumbs')} className="mb-1">
          <ol className="flex flex-wrap items-center gap-x-1 text-sm text-muted md:text-xs">
            {breadcrumbs.map(({ label, href }) => (
              <li key={href} className="flex items-center gap-1">
                <AppLink href={href} className="py-1 hover:underline">
                  {label}
                </AppLink>
                <Icon name="chevronRight" size={12} />
              </li>
            ))}
          </ol>
        </nav>
      )}
      <header className="mb-4 flex flex-wrap items-start gap-x-4 gap-y-2">
        <div className={cx('min-w-0 flex-1', lead ? 'basis-64' : 'basis-40')}>
          <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <h1 ref={heading} tabIndex={-1} className="text-xl leading-tight font-semibold tracking-tight">
              {title}
            </h1>
            {mark}
          </div>
          {lead && <div className="mt-1 text-muted">{lead}</div>}
        </div>
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </header>
      {tabs && <div className="mb-4">{tabs}</div>}
      <div className={fill ? 'flex min-h-0 flex-1 flex-col gap-3' : 'grid grid-cols-[minmax(0,1fr)] gap-4'}>
        {children}
      </div>
    </div>
  )
}

/** A titled part of a page. */
export function Section({
  title,
  actions,
  children,
  padded = true,
}: {
  title: string
  actions?: ReactNode
  children: ReactNode
  padded?: boolean
}) {
  return (
    <section className="card overflow-clip">
      <header className="flex min-h-11 flex-wrap items-center gap-2 border-b border-separator px-4 py-2">
        <h2 className="min-w-0 flex-1 text-sm font-semibold">{title}</h2>
        {actions}
      </header>
      <div className={padded ? 'p-4' : ''}>{children}</div>
    </section>
  )
}
