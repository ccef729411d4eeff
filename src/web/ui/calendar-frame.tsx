import type { ReactNode } from 'react'
import { useFormat } from '../app/i18n/format.ts'
import { cx } from './class-names.ts'

interface CalendarFrameProps {
  label: string
  /** Civil dates from a Monday on; the first seven name the columns. */
  days: readonly string[]
  children: ReactNode
}

/** Weeks as rows under the names of their days, scrolled where they do not fit. */
export function CalendarFrame({ label, days, children }: CalendarFrameProps) {
  const { civil } = useFormat()
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by the keyboard
    <section tabIndex={0} aria-label={label} className="card flex min-h-0 flex-1 flex-col overflow-auto">
      <div className="sticky top-0 z-[1] grid grid-cols-7 border-b border-border bg-surface-secondary text-xs font-semibold text-muted">
        {days.slice(0, 7).map((date) => (
          <div key={date} className="px-2 py-1.5">
            {civil(date, { weekday: 'short' })}
          </div>
        ))}
      </div>
      <ol className="grid flex-1 auto-rows-fr grid-cols-7">{children}</ol>
    </section>
  )
}

interface CalendarDayProps {
  date: string
  isToday: boolean
  /** Of another month than the one shown. */
  isApart: boolean
  children: ReactNode
}

export function CalendarDay({ date, isToday, isApart, children }: CalendarDayProps) {
  const { civil } = useFormat()
  return (
    <li
      aria-label={civil(date, { dateStyle: 'full' })}
      aria-current={isToday ? 'date' : undefined}
      className={cx('min-h-24 min-w-0 border-r border-b border-separator p-1.5', isApart && 'bg-surface-secondary')}
    >
      {children}
    </li>
  )
}
