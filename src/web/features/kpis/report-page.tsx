import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type ReportId, reportColumns, reportIds } from '../../../contract/report.ts'
import { query } from '../../app/api/client.ts'
import { NotFoundPage } from '../../app/shell/status-pages.tsx'
import { AppLink } from '../../ui/app-link.tsx'
import { Button } from '../../ui/button.tsx'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { useDownload } from '../../ui/use-download.ts'
import { withFilter } from './addresses.ts'
import { useKpiFormat } from './kpi-format.ts'
import { ReportChart } from './report-chart.tsx'
import { reportHref } from './report-links.ts'
import { useReportWords } from './report-words.ts'
import type { Report } from './schema.ts'
import { useKpiFilter } from './use-kpi-filter.ts'

export function ReportPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  return reportIds.includes(id as ReportId) ? <KnownReport id={id as ReportId} /> : <NotFoundPage />
}

function KnownReport({ id }: { id: ReportId }) {
  const { t } = useTranslation('kpis')
  const format = useKpiFormat()
  const { filter, setFilter, fields } = useKpiFilter()
  const { download, pending } = useDownload()
  const report = query.useQuery('get', '/reports/{id}', { params: { path: { id }, query: filter } })
  return (
    <Page
      title={t(`reports.name.${id}`)}
      lead={t(`reports.about.${id}`)}
      breadcrumbs={[{ label: t('reports.title'), href: withFilter('/reports', filter) }]}
      actions={
        <Button
          icon="download"
          pending={pending}
          onClick={() => void download(withFilter(`/reports/${id}/file.csv`, filter), `${id}.csv`)}
        >
          {t('download')}
        </Button>
      }
    >
      <FilterBar fields={fields} value={filter} onChange={setFilter} />
      <Loaded query={report} skeleton={<SkeletonRows />}>
        {(data) =>
          data.rows.length === 0 ? (
            <EmptyState icon="reports">{t('reports.empty')}</EmptyState>
          ) : (
            <>
              <Section title={`${t('reports.chart')} · ${format.period(data.period)}`}>
                <ReportChart report={data} filter={filter} />
              </Section>
              <ReportTable report={data} />
            </>
          )
        }
      </Loaded>
    </Page>
  )
}

function ReportTable({ report }: { report: Report }) {
  const { t } = useTranslation('kpis')
  const { filter } = useKpiFilter()
  const words = useReportWords(report.id)
  const columns = Object.keys(reportColumns[report.id])
  return (
    <Section title={t('reports.table')} padded={false}>
      <SimpleTable
        label={t(`reports.name.${report.id}`)}
        rows={report.rows}
        rowKey={({ key }) => key}
        columns={[
          { id: 'key', header: t(`reports.key.${report.id}`), cell: words.label },
          ...columns.map((column) => ({
            id: column,
            header: words.heading(column),
            numeric: true,
            cell: (row: Report['rows'][number]) => (
              <AppLink href={reportHref(report, filter, row, column)} className="hover:underline">
                {words.value(column, row.values[column] ?? null)}
              </AppLink>
            ),
          })),
        ]}
      />
    </Section>
  )
}
