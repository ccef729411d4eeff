import { useParams } from '@tanstack/react-router'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type RecordReport, recordReports, reportRowsFilter, reportShapes } from '../../../contract/report.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { NotFoundPage } from '../../app/shell/status-pages.tsx'
import { useUrlFilter } from '../../app/url-filter.ts'
import { AppLink } from '../../ui/app-link.tsx'
import type { Column } from '../../ui/list/columns.ts'
import { DataTable } from '../../ui/list/data-table.tsx'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { reportNames, withFilter, withNames } from './addresses.ts'
import { ExportMenu } from './export-menu.tsx'
import type { ReportRecord } from './schema.ts'
import { useReportFilter } from './use-kpi-filter.ts'

export function ReportRowsPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  return recordReports.includes(id as RecordReport) ? <KnownRecords id={id as RecordReport} /> : <NotFoundPage />
}

/** What was moved or worked behind a number of a report. */
function KnownRecords({ id }: { id: RecordReport }) {
  const { t } = useTranslation('kpis')
  const { filter } = useUrlFilter(reportRowsFilter)
  const { fields, setFilter } = useReportFilter(reportShapes[id].ofUnits)
  const rows = useInfinite('/reports/{id}/rows', { ...filter, limit: 50 }, { path: { id } })
  const columns = useRecordColumns(id)
  const names = [...reportNames, 'key'] as const
  return (
    <Page
      title={t('reports.records', { name: t(`reports.name.${id}`) })}
      breadcrumbs={[
        { label: t('reports.title'), href: withFilter('/reports', filter) },
        { label: t(`reports.name.${id}`), href: withNames(`/reports/${id}`, filter, reportNames) },
      ]}
      actions={
        <ExportMenu
          only={['xlsx', 'csv']}
          file={(ending) => withNames(`/reports/${id}/rows.${ending}`, filter, names)}
          name={id}
        />
      }
    >
      <FilterBar fields={fields} value={filter} onChange={setFilter} />
      <Section title={t('rows.records')} padded={false}>
        <DataTable
          label={t('rows.records')}
          name={`report-${id}`}
          query={rows}
          columns={columns}
          rowHref={({ order, part }) => (order ? `/work-orders/${order.id}` : `/inventory/${part?.id}`)}
          empty={<EmptyState icon="reports">{t('reports.empty')}</EmptyState>}
        />
      </Section>
    </Page>
  )
}

function useRecordColumns(id: RecordReport): readonly Column<ReportRecord>[] {
  const { t } = useTranslation('kpis')
  const format = useFormat()
  return useMemo(() => {
    const order: Column<ReportRecord> = {
      id: 'order',
      header: t('rows.order'),
      cell: ({ order: of }) => (of ? `${of.number} · ${of.title}` : '—'),
    }
    const part: Column<ReportRecord> = {
      id: 'part',
      header: t('rows.part'),
      cell: ({ part: of }) => (of ? `${of.number} · ${of.description}` : '—'),
    }
    const movement: Column<ReportRecord> = {
      id: 'movement',
      header: t('rows.movement'),
      width: '9rem',
      cell: ({ movement: kind }) => kind && t(`rows.kind.${kind}`),
    }
    const asset: Column<ReportRecord> = {
      id: 'asset',
      header: t('rows.unit'),
      width: '7rem',
      cell: ({ asset: of }) =>
        of ? (
          <AppLink href={`/assets/${of.id}`} className="underline">
            {of.code}
          </AppLink>
        ) : (
          '—'
        ),
    }
    const person: Column<ReportRecord> = {
      id: 'person',
      header: t('rows.person'),
      cell: ({ person: name }) => name ?? '—',
    }
    const rest: Column<ReportRecord>[] = [
      { id: 'at', header: t('rows.date'), width: '9.5rem', cell: ({ at }) => format.dateTime(at) },
      {
        id: 'quantity',
        header: t(id === 'workload' ? 'rows.hours' : 'rows.quantity'),
        numeric: true,
        width: '7rem',
        cell: ({ quantity }) => format.number(quantity, 3),
      },
      { id: 'value', header: t('rows.amount'), numeric: true, width: '8rem', cell: ({ value }) => format.money(value) },
    ]
    return id === 'workload' ? [order, person, asset, ...rest] : [part, movement, order, asset, ...rest]
  }, [id, t, format])
}
