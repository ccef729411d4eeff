import { useTranslation } from 'react-i18next'
import type { components } from '../../../app/api-schema.d.ts'
import { useFormat } from '../../../app/i18n/format.ts'
import { AppLink } from '../../../ui/app-link.tsx'
import { CalendarDay, CalendarFrame } from '../../../ui/calendar-frame.tsx'
import { cx } from '../../../ui/class-names.ts'
import { usePhone } from '../../../ui/use-media.ts'
import { ordersHref, useOrdersSearch } from '../orders-search.ts'

type PlannedDay = components['schemas']['WorkOrderCalendar']['items'][number]

interface CalendarGridProps {
  days: readonly string[]
  today: string
  /** The month whose days stand out, `2026-11`; `null` in a week. */
  month: string | null
  by: 'scheduled' | 'due'
  planned: readonly PlannedDay[]
}

/** Weeks as rows; on a phone the days that have something, one below the other. */
export function CalendarGrid({ days, today, month, by, planned }: CalendarGridProps) {
  const { t } = useTranslation('workOrders')
  const { civil } = useFormat()
  const phone = usePhone()
  const byDay = new Map(planned.map((day) => [day.date, day]))

  if (phone) {
    const busy = days.filter((date) => byDay.has(date) || date === today)
    return (
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {busy.map((date) => (
          <li key={date} className={cx('card p-3', date === today && 'border-accent')}>
            <h3 className="mb-2 font-semibold first-letter:uppercase">
              {civil(date, { weekday: 'long', day: 'numeric', month: 'long' })}
            </h3>
            <DayOrders day={byDay.get(date)} by={by} />
          </li>
        ))}
      </ul>
    )
  }
  return (
    <CalendarFrame label={t('view.calendar')} days={days}>
      {days.map((date) => (
        <CalendarDay
          key={date}
          date={date}
          isToday={date === today}
          isApart={month !== null && !date.startsWith(month)}
        >
          <p
            className={cx(
              'mb-1 text-xs tabular-nums',
              date === today ? 'font-bold text-accent-soft-foreground' : 'text-muted',
            )}
          >
            {Number(date.slice(8))}
          </p>
          <DayOrders day={byDay.get(date)} by={by} />
        </CalendarDay>
      ))}
    </CalendarFrame>
  )
}

function DayOrders({ day, by }: { day: PlannedDay | undefined; by: 'scheduled' | 'due' }) {
  const { t } = useTranslation(['workOrders', 'terms'])
  const { filter } = useOrdersSearch()
  if (!day) return null
  const { date, count, orders } = day
  // The last place says how many more there are.
  const shown = count > orders.length ? orders.slice(0, -1) : orders
  const bounds = by === 'due' ? { dueFrom: date, dueTo: date } : { scheduledFrom: date, scheduledTo: date }
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-1">
      {shown.map((order) => (
        <li key={order.id}>
          <AppLink
            href={`/work-orders/${order.id}`}
            title={`${order.number} · ${order.title} · ${t(`terms:workOrderStatus.${order.status}`)}`}
            className={cx(
              'block truncate rounded-sm border-s-4 bg-default px-1.5 py-0.5 text-xs hover:underline max-md:py-2 max-md:text-sm',
              order.overdue
                ? 'border-danger'
                : order.status === 'COMPLETED' || order.status === 'CLOSED'
                  ? 'border-success'
                  : 'border-accent',
            )}
          >
            {`${order.asset.code} ${order.title}`}
            {order.overdue && ` · ${t('overdue')}`}
          </AppLink>
        </li>
      ))}
      {shown.length < count && (
        <li>
          <AppLink
            className="link text-xs max-md:inline-block max-md:py-2 max-md:text-sm"
            href={ordersHref({ ...filter, ...bounds, view: 'table' })}
          >
            {t('calendar.more', { n: count - shown.length })}
          </AppLink>
        </li>
      )}
    </ul>
  )
}
