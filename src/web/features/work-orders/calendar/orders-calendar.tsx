import { keepPreviousData } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { query } from '../../../app/api/client.ts'
import { config } from '../../../app/config.ts'
import { useFormat } from '../../../app/i18n/format.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { civilToday } from '../../../ui/form/civil-time.ts'
import { Segments } from '../../../ui/segments.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { Loaded } from '../../../ui/states.tsx'
import { usePhone } from '../../../ui/use-media.ts'
import { calendarDays, plusDays, plusMonths } from '../days.ts'
import { useOrdersSearch } from '../orders-search.ts'
import { CalendarGrid } from './calendar-grid.tsx'

/** Orders named in a day: what a cell of a month has room for, and what a week's column is still read for. */
const perDay = { month: 4, week: 50 }

/** Orders on the day they are planned for, or due. */
export function OrdersCalendar() {
  const { t } = useTranslation('workOrders')
  const { civil } = useFormat()
  // A month on a phone is a long way down to today.
  const usual = usePhone() ? 'week' : 'month'
  const { filter, by = 'scheduled', span = usual, day, setSearch } = useOrdersSearch()
  const today = civilToday(config.timeZone)
  const around = day ?? today
  const days = calendarDays(around, span)
  const from = days[0]!
  const { sort: _, ...narrowing } = filter
  const shown = { ...narrowing, by, from, days: days.length, perDay: perDay[span] }
  const calendar = query.useQuery(
    'get',
    '/work-orders/calendar',
    { params: { query: shown } },
    { placeholderData: keepPreviousData },
  )
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
        <div className="flex items-center gap-x-3 max-md:w-full max-md:justify-between">
          <IconButton icon="chevronLeft" label={t(`calendar.previous.${span}`)} onClick={() => step(-1)} />
          <h2 className="min-w-40 text-center font-semibold first-letter:uppercase" aria-live="polite">
            {title}
          </h2>
          <IconButton icon="chevronRight" label={t(`calendar.next.${span}`)} onClick={() => step(1)} />
        </div>
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
      <Loaded query={calendar} skeleton={<SkeletonRows />}>
        {({ items }) => (
          <CalendarGrid
            days={days}
            today={today}
            month={span === 'month' ? around.slice(0, 7) : null}
            by={by}
            planned={items}
          />
        )}
      </Loaded>
    </>
  )
}
