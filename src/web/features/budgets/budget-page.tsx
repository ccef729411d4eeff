import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan } from '../../app/session/session.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Button } from '../../ui/button.tsx'
import { Chart } from '../../ui/chart/chart.tsx'
import { Facts } from '../../ui/facts.tsx'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { RecordPage } from '../../ui/record-page.tsx'
import { BudgetDialog } from './budget-dialog.tsx'
import { spentHref } from './budgets-page.tsx'
import type { Budget } from './schema.ts'
import { Standing } from './standing.tsx'
import { useYear } from './year.ts'
import { YearSelect } from './year-select.tsx'

export function BudgetPage() {
  const { t } = useTranslation('budgets')
  const { id = '' } = useParams({ strict: false })
  const { year } = useYear()
  const budget = query.useQuery('get', '/budgets/{id}', { params: { path: { id }, query: { year } } })
  return (
    <RecordPage query={budget} loading={t('loading')}>
      {(found, refetch) => <Found budget={found} refetch={refetch} />}
    </RecordPage>
  )
}

/** Every month's sum of the months up to it; a running or future month has no spending yet. */
function running(amounts: readonly (number | null)[]): (number | null)[] {
  let sum = 0
  return amounts.map((amount) => {
    if (amount === null) return null
    sum += amount
    return sum
  })
}

function Found({ budget, refetch }: { budget: Budget; refetch: () => Promise<Budget | undefined> }) {
  const { t } = useTranslation('budgets')
  const format = useFormat()
  const may = useCan()
  const [editing, setEditing] = useState(false)
  const { site, year, months, remaining, toDate, projection, elapsedDays, days } = budget
  const amount = (value: number | null) => (value === null ? '—' : format.money(value))
  return (
    <Page
      title={t('of', { site: site.name, year })}
      mark={<Standing figures={budget} />}
      breadcrumbs={[{ label: t('title'), href: `/budgets?year=${year}` }]}
      actions={
        <>
          <YearSelect />
          {may('budget.manage') && (
            <Button variant="primary" icon="edit" onClick={() => setEditing(true)}>
              {t(budget.version === 0 ? 'set' : 'change')}
            </Button>
          )}
        </>
      }
    >
      <Section title={t('summary')}>
        <Facts
          facts={[
            [t('budget'), amount(budget.budget)],
            [t('actual'), format.money(budget.actual)],
            [t('remaining'), amount(remaining)],
            [t('toDate'), amount(toDate)],
            [t('projection'), projection === null ? t('tooEarly') : format.money(projection)],
          ]}
        />
        <p className="mt-3 text-sm text-muted">{t('explained', { elapsed: elapsedDays, days })}</p>
      </Section>
      <Section title={t('course')}>
        <Course budget={budget} />
      </Section>
      <Section title={t('byMonth')} padded={false}>
        <SimpleTable
          compared
          label={t('byMonth')}
          rows={months}
          rowKey={({ month }) => month}
          columns={[
            { id: 'month', header: t('month'), cell: ({ month }) => month },
            { id: 'budget', header: t('budget'), numeric: true, cell: (row) => amount(row.budget) },
            {
              id: 'actual',
              header: t('actual'),
              numeric: true,
              cell: ({ month, actual }) => (
                <AppLink href={spentHref(site.id, `${month}-01`, lastDay(month))} className="hover:underline">
                  {format.money(actual)}
                </AppLink>
              ),
            },
            {
              id: 'difference',
              header: t('difference'),
              numeric: true,
              cell: (row) => amount(row.budget === null ? null : row.budget - row.actual),
            },
            { id: 'orders', header: t('orders'), numeric: true, cell: ({ orders }) => format.number(orders) },
          ]}
        />
      </Section>
      {budget.revisions.length > 0 && <Revisions revisions={budget.revisions} />}
      {editing && <BudgetDialog budget={budget} refetch={refetch} onClose={() => setEditing(false)} />}
    </Page>
  )
}

const lastDay = (month: string) =>
  `${month}-${new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5)), 0)).getUTCDate()}`

function Course({ budget }: { budget: Budget }) {
  const { t } = useTranslation('budgets')
  const format = useFormat()
  const { months, asOf, projection, site } = budget
  const now = asOf.slice(0, 7)
  const planned = running(months.map((month) => month.budget))
  const spent = running(months.map(({ month, actual }) => (month > now ? null : actual)))
  // The line goes through nought at the start of the year and the projection at its end.
  const line = (at: number) => (projection === null ? null : Math.round((projection * (at + 1)) / 12))
  return (
    <Chart
      kind="lines"
      label={t('course')}
      dimension={t('month')}
      series={[
        { key: 'budget', label: t('budget'), tone: 'neutral' },
        { key: 'actual', label: t('actual'), tone: 'accent' },
        { key: 'projection', label: t('projection'), tone: 'copper', dashed: true },
      ]}
      points={months.map(({ month }, at) => ({
        key: month,
        label: month,
        values: { budget: planned[at] ?? null, actual: spent[at] ?? null, projection: line(at) },
        href: spentHref(site.id, `${month}-01`, lastDay(month)),
      }))}
      format={format.compactMoney}
    />
  )
}

function Revisions({ revisions }: { revisions: Budget['revisions'] }) {
  const { t } = useTranslation('budgets')
  const format = useFormat()
  return (
    <Section title={t('revisions')} padded={false}>
      <SimpleTable
        label={t('revisions')}
        rows={revisions}
        rowKey={({ version }) => String(version)}
        columns={[
          { id: 'version', header: t('version'), cell: ({ version }) => version },
          { id: 'total', header: t('budget'), numeric: true, cell: ({ total }) => format.money(total) },
          { id: 'at', header: t('when'), cell: ({ at }) => format.dateTime(at), card: 'title' },
          { id: 'by', header: t('by'), cell: ({ by }) => by ?? '—' },
          { id: 'note', header: t('note'), cell: ({ note }) => note ?? '—' },
        ]}
      />
    </Section>
  )
}
