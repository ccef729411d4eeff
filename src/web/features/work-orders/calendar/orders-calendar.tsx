import { useTranslation } from 'react-i18next'
import { useInfinite } from '../../../app/api/infinite.ts'
import { config } from '../../../app/config.ts'
import { useFormat } from '../../../app/i18n/format.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { civilToday } from '../../../ui/form/civil-time.ts'
import { Notice } from '../../../ui/notice.tsx'
import { Segments } from '../../../ui/segments.tsx'
import { ErrorState } from '../../../ui/states.tsx'
import { calendarDays, plusDays, plusMonths } from '../days.ts'
import { useOrdersSearch } from '../orders-search.ts'
import { CalendarGrid } from './calendar-grid.tsx'

/** As many as one page of the API holds. */
const most = 200

/** Orders on the day they are planned for, or due. */
export function OrdersCalendar() {
  const { t } = useTranslation('workOrders')
  const { civil } = useFormat()
  const { filter, by = 'scheduled', span = 'month', day, setSearch } = useOrdersSearch()
  const today = civilToday(config.timeZone)
  const around = day ?? today
  const days = calendarDays(around, span)
  const [from, to] = [days[0]!, days.at(-1)!]
  const bounds = by === 'due' ? { dueFrom: from, dueTo: to } : { scheduledFrom: from, scheduledTo: to }
  const orders = useInfinite('/work-orders', { ...filter, ...bounds, limit: most })
  const step = (direction: 1 | -1) =>
    setSearch({ day: span === 'week' ? plusDays(around, 7 * direction) : plusMonths(around, direction) })
  const title = civil(span === 'week' ? from : around, {
    month: 'long',
    year: 'numeric',
    ...(span === 'week' ? { day: 'numeric' } : {}),
  })

  return (
    <>
      <div className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2">
        <IconButton icon="chevronLeft" label={t(`calendar.previous.${span}`)} onClick={() => step(-1)} />
        <h2 className="min-w-40 text-center font-semibold first-letter:uppercase" aria-live="polite">
          {title}
        </h2>
        <IconButton icon="chevronRight" label={t(`calendar.next.${span}`)} onClick={() => step(1)} />
        <Button size="sm" onClick={() => setSearch({ day: undefined })}>
          {t('calendar.today')}
        </Button>
        <span className="flex-1" />
        <Segments
          label={t('calendar.span')}
          quiet
          value={span}
          onChange={(value) => setSearch({ span: value })}
          options={(['week', 'month'] as const).map((value) => ({ value, label: t(`calendar.${value}`) }))}
        />
        <Segments
          label={t('calendar.by')}
          quiet
          value={by}
          onChange={(value) => setSearch({ by: value })}
          options={(['scheduled', 'due'] as const).map((value) => ({ value, label: t(`calendar.${value}`) }))}
        />
      </div>
      {orders.hasMore && (
        <div className="mb-3">
          <Notice tone="warning">{t('calendar.tooMany', { n: most })}</Notice>
        </div>
      )}
      {orders.problem && orders.items.length === 0 ? (
        <ErrorState error={orders.problem} retry={orders.retry} />
      ) : (
        <CalendarGrid
          days={days}
          today={today}
          month={span === 'month' ? around.slice(0, 7) : null}
          by={by}
          orders={orders.items}
        />
      )}
    </>
  )
}
