import { useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type KpiId, type KpiUnit, kpiCatalogue, kpiIds } from '../../../domain/kpi-catalogue.ts'
import { query } from '../../app/api/client.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { NotFoundPage } from '../../app/shell/status-pages.tsx'
import { AppLink } from '../../ui/app-link.tsx'
import type { Column } from '../../ui/list/columns.ts'
import { DataTable } from '../../ui/list/data-table.tsx'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { type RowsFilter, withFilter, withRowsFilter } from './addresses.ts'
import { ExportMenu } from './export-menu.tsx'
import { KpiCard } from './kpi-card.tsx'
import type { KpiRow } from './schema.ts'
import { type RowKind, useRowsFilter } from './use-kpi-filter.ts'

export function KpiRowsPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  return kpiIds.includes(id as KpiId) ? <KnownKpi id={id as KpiId} /> : <NotFoundPage />
}

/** A number and the records it is made of: what each adds, and out of what. */
function KnownKpi({ id }: { id: KpiId }) {
  const { t } = useTranslation('kpis')
  const { filter, setFilter, fields } = useRowsFilter(kindOf(id))
  const { category, priority, mode, orderTypeId, ...scope } = filter as RowsFilter
  const whole = !category && !priority && !mode && !orderTypeId
  const kpi = query.useQuery('get', '/kpis', { params: { query: { ...scope, ids: id } } }, { enabled: whole })
  const rows = useInfinite('/kpis/{id}/rows', { ...filter, limit: 50 }, { path: { id } })
  const columns = useRowColumns(id)
  const name = t(`kpi.${id}.name`)
  return (
    <Page
      title={name}
      lead={t(`kpi.${id}.definition`)}
      breadcrumbs={[{ label: t('reports.title'), href: withFilter('/reports', scope) }]}
      actions={
        <ExportMenu
          only={['xlsx', 'csv']}
          file={(ending) => withRowsFilter(`/kpis/${id}/rows.${ending}`, filter)}
          name={id}
        />
      }
    >
      <FilterBar fields={fields} value={filter} onChange={setFilter} />
      {whole && (
        <div className="mb-4 max-w-md">
          <Loaded query={kpi} skeleton={<Skeleton className="h-32 w-full" />}>
            {({ items }) => items[0] && <KpiCard kpi={items[0]} filter={scope} />}
          </Loaded>
        </div>
      )}
      <Section title={t('rows.records')}>
        <DataTable
          label={t('rows.title', { name })}
          name={`kpi-${id}`}
          query={rows}
          columns={columns}
          rowHref={({ order, asset, part }) =>
            order ? `/work-orders/${order.id}` : asset ? `/assets/${asset.id}` : `/inventory/${part?.id}`
          }
          empty={<EmptyState icon="reports">{t('rows.empty')}</EmptyState>}
        />
      </Section>
    </Page>
  )
}

const ofFailures: readonly KpiId[] = ['failures', 'coded_failures', 'mttr', 'mdt']
const perUnit: readonly KpiId[] = [
  'uptime',
  'downtime',
  'availability',
  'availability_inherent',
  'mtbf',
  'cost_per_hour',
  'cost_per_km',
  'utilisation',
  'oee',
]

const ofStock: readonly KpiId[] = ['stock_turns', 'stock_accuracy']

const kindOf = (id: KpiId): RowKind =>
  perUnit.includes(id) ? 'unit' : ofStock.includes(id) ? 'stock' : ofFailures.includes(id) ? 'failure' : 'order'

function useRowColumns(id: KpiId): readonly Column<KpiRow>[] {
  const { t } = useTranslation('kpis')
  const format = useFormat()
  return useMemo(() => {
    const unit: KpiUnit = kpiCatalogue[id].unit
    const number = (value: number | null) => (value === null ? '' : format.number(value, 1))
    const value = (row: KpiRow) =>
      unit.startsWith('money') || id === 'stock_turns' ? format.money(row.value) : number(row.value)
    const asset: Column<KpiRow> = {
      id: 'asset',
      header: t('rows.unit'),
      cell: ({ asset: of }) =>
        !of || perUnit.includes(id) ? (
          of && `${of.code} · ${of.name}`
        ) : (
          <AppLink href={`/assets/${of.id}`} className="underline">
            {of.code}
          </AppLink>
        ),
    }
    const order: Column<KpiRow> = {
      id: 'order',
      header: t('rows.order'),
      cell: ({ order: of }) => (of ? `${of.number} · ${of.title}` : ''),
    }
    const part: Column<KpiRow> = {
      id: 'part',
      header: t('rows.part'),
      cell: ({ part: of }) => (of ? `${of.number} · ${of.description}` : ''),
    }
    const times: Column<KpiRow>[] = (['at', 'until'] as const).map((key) => ({
      id: key,
      header: t(`rows.${key}`),
      width: '9.5rem',
      cell: (row) => (row[key] ? format.dateTime(row[key]) : '—'),
    }))
    const sums: Column<KpiRow>[] = [
      { id: 'value', header: t('rows.value'), numeric: true, width: '8rem', cell: value },
      { id: 'base', header: t('rows.base'), numeric: true, width: '8rem', cell: (row) => number(row.base) },
    ]
    if (ofStock.includes(id)) return [part, order, asset, ...times, ...sums]
    return perUnit.includes(id) ? [asset, ...sums] : [order, asset, ...times, ...sums]
  }, [id, t, format])
}
