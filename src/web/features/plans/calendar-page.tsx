import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { civilDate, uuid } from '../../../contract/common.ts'
import { query } from '../../app/api/client.ts'
import { config } from '../../app/config.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { civilToday } from '../../ui/form/civil-time.ts'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import { Page } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import { useSiteOptions, useTypeOptions } from '../fleet/master-data.ts'
import { calendarDays, plusMonths } from '../work-orders/days.ts'
import { DueGrid } from './due-grid.tsx'
import { FeedDialog } from './feed-dialog.tsx'
import { PlanTabs } from './plan-tabs.tsx'

const calendarFilter = z.object({
  day: civilDate.optional(),
  siteId: uuid.optional(),
  typeId: uuid.optional(),
})

/** What is due from day to day: open orders and what is expected after them. */
export function CalendarPage() {
  const { t } = useTranslation('plans')
  const { civil } = useFormat()
  const { filter, setFilter } = useUrlFilter(calendarFilter)
  const [feed, setFeed] = useState(false)
  const sites = useSiteOptions()
  const types = useTypeOptions()
  const today = civilToday(config.timeZone)
  const { day = today, siteId, typeId } = filter
  const days = calendarDays(day, 'month')
  const range = { from: days[0]!, to: days.at(-1)!, siteId, typeId }
  const dues = query.useQuery('get', '/plans/calendar', { params: { query: range } })
  const title = civil(day, { month: 'long', year: 'numeric' })
  return (
    <Page
      title={t('title')}
      tabs={<PlanTabs />}
      fill
      actions={
        <Button icon="external" onClick={() => setFeed(true)}>
          {t('feed.open')}
        </Button>
      }
    >
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <IconButton
          icon="chevronLeft"
          label={t('calendar.previous')}
          onClick={() => setFilter({ day: plusMonths(day, -1) })}
        />
        <h2 className="min-w-40 text-center font-semibold first-letter:uppercase" aria-live="polite">
          {title}
        </h2>
        <IconButton
          icon="chevronRight"
          label={t('calendar.next')}
          onClick={() => setFilter({ day: plusMonths(day, 1) })}
        />
        <Button size="sm" onClick={() => setFilter({ day: undefined })}>
          {t('calendar.today')}
        </Button>
        <span className="flex-1" />
        <FilterBar
          fields={[
            { kind: 'option', name: 'siteId', label: t('field.site'), options: sites },
            { kind: 'option', name: 'typeId', label: t('field.type'), options: types },
          ]}
          value={filter}
          onChange={setFilter}
        />
      </div>
      <Loaded query={dues} skeleton={<SkeletonRows />}>
        {({ items, holidays }) => (
          <DueGrid days={days} today={today} month={day.slice(0, 7)} items={items} holidays={holidays} />
        )}
      </Loaded>
      {feed && <FeedDialog onClose={() => setFeed(false)} />}
    </Page>
  )
}
