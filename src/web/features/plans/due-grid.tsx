import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HolidayId } from '../../../domain/chilean-holidays.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Button } from '../../ui/button.tsx'
import { CalendarDay, CalendarFrame } from '../../ui/calendar-frame.tsx'
import { cx } from '../../ui/class-names.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { usePhone } from '../../ui/use-media.ts'
import type { DueItem } from './schema.ts'

interface DueGridProps {
  days: readonly string[]
  today: string
  /** The month whose days stand out, `2026-11`. */
  month: string
  items: readonly DueItem[]
  holidays: readonly { on: string; id: string }[]
}

/** What a cell of a month has room for. */
const room = 4

/** Weeks as rows; on a phone the days that have something, one below the other. */
export function DueGrid({ days, today, month, items, holidays }: DueGridProps) {
  const { t } = useTranslation('plans')
  const { civil } = useFormat()
  const phone = usePhone()
  const [whole, setWhole] = useState<string | null>(null)
  const byDay = Map.groupBy(items, ({ on }) => on)
  const holidayOf = new Map(holidays.map(({ on, id }) => [on, t(`holiday.${id as HolidayId}`)]))

  if (phone) {
    const busy = days.filter((date) => byDay.has(date))
    if (busy.length === 0) return <EmptyState icon="calendar">{t('calendar.empty')}</EmptyState>
    return (
      <ul className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {busy.map((date) => (
          <li key={date} className={cx('card p-3', date === today && 'border-accent')}>
            <h3 className="mb-2 font-semibold first-letter:uppercase">
              {civil(date, { weekday: 'long', day: 'numeric', month: 'long' })}
              {holidayOf.has(date) && (
                <span className="block text-sm font-normal text-muted">{holidayOf.get(date)}</span>
              )}
            </h3>
            <Dues items={byDay.get(date) ?? []} />
          </li>
        ))}
      </ul>
    )
  }
  return (
    <>
      <CalendarFrame label={t('tab.calendar')} days={days}>
        {days.map((date) => {
          const dues = byDay.get(date) ?? []
          const shown = dues.length > room ? dues.slice(0, room - 1) : dues
          return (
            <CalendarDay key={date} date={date} isToday={date === today} isApart={!date.startsWith(month)}>
              <p
                className={cx(
                  'mb-1 flex gap-1 text-xs tabular-nums',
                  date === today ? 'font-bold text-accent-soft-foreground' : 'text-muted',
                )}
              >
                {Number(date.slice(8))}
                {holidayOf.has(date) && (
                  <span className="min-w-0 truncate" title={holidayOf.get(date)}>
                    {holidayOf.get(date)}
                  </span>
                )}
              </p>
              <Dues items={shown} />
              {shown.length < dues.length && (
                <Button size="sm" variant="ghost" onClick={() => setWhole(date)}>
                  {t('calendar.more', { n: dues.length - shown.length })}
                </Button>
              )}
            </CalendarDay>
          )
        })}
      </CalendarFrame>
      {whole && (
        <Dialog title={civil(whole, { dateStyle: 'full' })} onClose={() => setWhole(null)}>
          <Dues items={byDay.get(whole) ?? []} />
        </Dialog>
      )}
    </>
  )
}

function Dues({ items }: { items: readonly DueItem[] }) {
  const { t } = useTranslation('plans')
  const format = useFormat()
  return (
    <ul className="grid grid-cols-[minmax(0,1fr)] gap-1">
      {items.map(({ plan, asset, order, service, hours }) => {
        const what = order ? service : `${plan.name}: ${service}`
        const state = order ? t(order.overdue ? 'due.overdue' : 'order.open') : t('due.expected')
        return (
          <li key={order?.id ?? `${plan.id} ${asset.id} ${service}`}>
            <AppLink
              href={order ? `/work-orders/${order.id}` : `/plans/${plan.id}`}
              title={`${asset.code} · ${what} · ${format.hours(hours)} · ${state}`}
              className={cx(
                'block truncate rounded-sm border-s-4 bg-default px-1.5 py-0.5 text-xs hover:underline max-md:py-2 max-md:text-sm',
                order ? (order.overdue ? 'border-danger' : 'border-accent') : 'border-dashed border-border',
              )}
            >
              {`${asset.code} ${what}`}
              {order?.overdue && ` · ${state}`}
            </AppLink>
          </li>
        )
      })}
    </ul>
  )
}
