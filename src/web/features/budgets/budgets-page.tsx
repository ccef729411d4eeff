import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Chart } from '../../ui/chart/chart.tsx'
import type { Column } from '../../ui/list/columns.ts'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { ReportsTabs } from '../kpis/reports-tabs.tsx'
import { ordersHref } from '../work-orders/orders-search.ts'
import type { BudgetFigures, BudgetRow } from './schema.ts'
import { Standing } from './standing.tsx'
import { budgetHref, useYear } from './year.ts'
import { YearSelect } from './year-select.tsx'

/** What each site may spend in a year, against what it did. */
export function BudgetsPage() {
  const { t } = useTranslation('budgets')
  const format = useFormat()
  const { year } = useYear()
  const budgets = query.useQuery('get', '/budgets', { params: { query: { year } } })
  return (
    <Page title={t('title')} lead={t('lead')} tabs={<ReportsTabs />} actions={<YearSelect />}>
      <Loaded query={budgets} skeleton={<SkeletonRows />}>
        {({ items, total, elapsedDays, days }) =>
          items.length === 0 ? (
            <EmptyState icon="reports">{t('empty')}</EmptyState>
          ) : (
            <>
              <Section title={t('bySite', { year })}>
                <Chart
                  kind="bars"
                  label={t('bySite', { year })}
                  dimension={t('site')}
                  series={[
                    { key: 'budget', label: t('budget'), tone: 'neutral' },
                    { key: 'actual', label: t('actual'), tone: 'accent' },
                    { key: 'projection', label: t('projection'), tone: 'copper' },
                  ]}
                  points={items.map((row) => ({
                    key: row.site.id,
                    label: row.site.code,
                    values: { budget: row.budget, actual: row.actual, projection: row.projection },
                    href: budgetHref(row.site.id, year),
                  }))}
                  format={format.compactMoney}
                />
              </Section>
              <Section title={t('table')} padded={false}>
                <Sites items={items} total={total} year={year} />
                <p className="px-4 py-3 text-sm text-muted">{t('explained', { elapsed: elapsedDays, days })}</p>
              </Section>
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function Sites({ items, total, year }: { items: readonly BudgetRow[]; total: BudgetFigures; year: number }) {
  const { t } = useTranslation('budgets')
  const { money } = useFormat()
  const amount = (value: number | null) => (value === null ? '—' : money(value))
  const columns: Column<BudgetRow>[] = [
    {
      id: 'site',
      header: t('site'),
      cell: ({ site, depth }) => (
        <span style={{ paddingInlineStart: `${depth}rem` }}>
          <AppLink href={budgetHref(site.id, year)} className="font-medium hover:underline">
            {site.name}
          </AppLink>
        </span>
      ),
    },
    { id: 'standing', header: t('how'), cell: (row) => <Standing figures={row} /> },
    { id: 'budget', header: t('budget'), numeric: true, cell: ({ budget }) => amount(budget) },
    {
      id: 'actual',
      header: t('actual'),
      numeric: true,
      cell: ({ site, actual }) => (
        <AppLink href={spentHref(site.id, `${year}-01-01`, `${year}-12-31`)} className="hover:underline">
          {money(actual)}
        </AppLink>
      ),
    },
    { id: 'remaining', header: t('remaining'), numeric: true, cell: ({ remaining }) => amount(remaining) },
    { id: 'toDate', header: t('toDate'), numeric: true, cell: ({ toDate }) => amount(toDate) },
    { id: 'projection', header: t('projection'), numeric: true, cell: ({ projection }) => amount(projection) },
  ]
  return (
    <SimpleTable
      label={t('table')}
      rows={items}
      rowKey={({ site }) => site.id}
      columns={columns}
      foot={
        total.budget !== null && (
          <tr className="font-semibold">
            <th scope="row" className="px-3 py-2 text-start">
              {t('total')}
            </th>
            <td className="px-3 py-2">
              <Standing figures={total} />
            </td>
            {[total.budget, total.actual, total.remaining, total.toDate, total.projection].map((value, at) => (
              <td key={columns[at + 2]!.id} className="numeric px-3 py-2">
                {amount(value)}
              </td>
            ))}
          </tr>
        )
      }
    />
  )
}

/** The orders whose cost is counted: completed in those days at the site or below it. */
export const spentHref = (siteId: string, completedFrom: string, completedTo: string) =>
  ordersHref({ siteId, status: 'COMPLETED,CLOSED', completedFrom, completedTo })
