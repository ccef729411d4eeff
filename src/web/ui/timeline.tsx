import type { ReactNode } from 'react'
import { useFormat } from '../app/i18n/format.ts'
import { AppLink } from './app-link.tsx'
import type { Tone } from './badge.tsx'
import { cx } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

export interface TimelineItem {
  id: string
  /** ISO instant. */
  at: string
  icon: IconName
  tone?: Tone
  title: ReactNode
  detail?: ReactNode
  by?: string | null
  href?: string
}

const dots: Record<Tone, string> = {
  neutral: 'bg-default text-default-foreground',
  info: 'bg-info-soft text-info-soft-foreground',
  success: 'bg-success-soft text-success-soft-foreground',
  warning: 'bg-warning-soft text-warning-soft-foreground',
  danger: 'bg-danger-soft text-danger-soft-foreground',
  accent: 'bg-accent-soft text-accent-soft-foreground',
}

/** What happened, the latest first, under the day it happened on. */
export function Timeline({ items }: { items: readonly TimelineItem[] }) {
  const format = useFormat()
  const days = Map.groupBy(items, ({ at }) => format.date(at))
  return (
    <div className="grid gap-4">
      {[...days].map(([day, events]) => (
        <section key={day}>
          <h3 className="mb-2 text-xs font-semibold text-muted">{day}</h3>
          <ol className="grid gap-3">
            {events.map(({ id, at, icon, tone = 'neutral', title, detail, by, href }) => (
              <li key={id} className="flex gap-3">
                <span className={cx('grid size-7 shrink-0 place-items-center rounded-full', dots[tone])}>
                  <Icon name={icon} size={15} />
                </span>
                <div className="min-w-0 flex-1 pt-0.5">
                  <p>
                    {href ? (
                      <AppLink href={href} className="font-medium hover:underline">
                        {title}
                      </AppLink>
                    ) : (
                      <span className="font-medium">{title}</span>
                    )}
                  </p>
                  {detail && <div className="text-muted">{detail}</div>}
                  <p className="text-xs text-muted">
                    <time dateTime={at}>{format.time(at)}</time>
                    {by && ` · ${by}`}
                  </p>
                </div>
              </li>
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}
