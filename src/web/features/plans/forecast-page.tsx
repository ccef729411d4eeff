import { useTranslation } from 'react-i18next'
import { forecastQuery } from '../../../contract/plans.ts'
import { query } from '../../app/api/client.ts'
import type { DataOf } from '../../app/api/paths.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { Chart } from '../../ui/chart/chart.tsx'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { useSiteOptions, useTypeOptions } from '../fleet/master-data.ts'
import { PartsForecast } from './parts-forecast.tsx'
import { PlanTabs } from './plan-tabs.tsx'

/** Twelve months of preventive work: the hours and parts to be had, and the plans that ask for them. */
export function ForecastPage() {
  const { t } = useTranslation('plans')
  const { filter, setFilter } = useUrlFilter(forecastQuery)
  const sites = useSiteOptions()
  const types = useTypeOptions()
  const forecast = query.useQuery('get', '/plans/forecast', { params: { query: filter } })
  return (
    <Page title={t('title')} tabs={<PlanTabs />}>
      <FilterBar
        fields={[
          { kind: 'option', name: 'siteId', label: t('field.site'), options: sites },
          { kind: 'option', name: 'typeId', label: t('field.type'), options: types },
        ]}
        value={filter}
        onChange={setFilter}
      />
      <Loaded query={forecast} skeleton={<SkeletonRows />}>
        {(found) =>
          found.plans.length === 0 ? (
            <EmptyState icon="calendar">{t('forecast.empty')}</EmptyState>
          ) : (
            <Outlook forecast={found} filter={filter} />
          )
        }
      </Loaded>
    </Page>
  )
}

type Forecast = DataOf<'get', '/plans/forecast'>

function Outlook({ forecast, filter }: { forecast: Forecast; filter: Record<string, unknown> }) {
  const { t } = useTranslation('plans')
  const format = useFormat()
  const { months, plans, withoutDate } = forecast
  const monthLabel = (key: string) => format.civil(key, { month: 'short', year: '2-digit' })
  const address = (key: string) => `/plans/calendar?${new URLSearchParams({ ...(filter as object), day: `${key}-15` })}`
  const partsCostColumn = {
    id: 'partsCost',
    header: t('services.parts'),
    cell: ({ partsCost }: Forecast['plans'][number]) => (partsCost == null ? '—' : format.money(partsCost)),
    numeric: true,
  }
  return (
    <>
      {withoutDate > 0 && <Notice tone="warning">{t('forecast.withoutDate', { count: withoutDate })}</Notice>}
      <Section title={t('forecast.hours')}>
        <Chart
          kind="bars"
          label={t('forecast.hours')}
          dimension={t('forecast.month')}
          series={[{ key: 'hours', label: t('services.hours') }]}
          points={months.map(({ month: key, hours }) => ({
            key,
            label: monthLabel(key),
            values: { hours },
            href: address(key),
          }))}
          format={format.hours}
        />
        <p className="mt-2 text-sm text-muted">{t('forecast.text')}</p>
      </Section>
      <Section title={t('forecast.byPlan')} padded={false}>
        <SimpleTable
          label={t('forecast.byPlan')}
          rows={plans}
          rowKey={({ plan }) => plan.id}
          rowHref={({ plan }) => `/plans/${plan.id}`}
          columns={[
            { id: 'plan', header: t('field.name'), cell: ({ plan }) => plan.name },
            { id: 'orders', header: t('forecast.orders'), cell: ({ orders }) => format.number(orders), numeric: true },
            { id: 'hours', header: t('services.hours'), cell: ({ hours }) => format.hours(hours), numeric: true },
            ...(plans.some(({ partsCost }) => partsCost !== undefined) ? [partsCostColumn] : []),
          ]}
        />
      </Section>
      <PartsForecast forecast={forecast} monthLabel={monthLabel} address={address} />
    </>
  )
}
