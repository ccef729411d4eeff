import { useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  groupingsOf,
  type ReportGrouping,
  type ReportId,
  reportIds,
  reportShapes,
  shownColumns,
} from '../../../contract/report.ts'
import { query } from '../../app/api/client.ts'
import { useCan } from '../../app/session/session.ts'
import { NotFoundPage } from '../../app/shell/status-pages.tsx'
import { AppLink } from '../../ui/app-link.tsx'
import { Button } from '../../ui/button.tsx'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { SaveReportDialog } from '../reports/save-dialog.tsx'
import { type KpiFilter, reportNames, withFilter, withNames } from './addresses.ts'
import { ExportMenu } from './export-menu.tsx'
import { useKpiFormat } from './kpi-format.ts'
import { ReportChart } from './report-chart.tsx'
import { reportHref } from './report-links.ts'
import { useReportWords } from './report-words.ts'
import type { Report } from './schema.ts'
import { useReportFilter } from './use-kpi-filter.ts'

/** A table of more rows is a list for a spreadsheet. */
const mostRows = 200

export function ReportPage() {
  const { id } = useParams({ strict: false }) as { id: string }
  return reportIds.includes(id as ReportId) ? <KnownReport id={id as ReportId} /> : <NotFoundPage />
}

function KnownReport({ id }: { id: ReportId }) {
  const { t } = useTranslation('kpis')
  const format = useKpiFormat()
  const may = useCan()
  const [saving, setSaving] = useState(false)
  const { filter: asked, setFilter, fields } = useReportFilter(reportShapes[id].ofUnits)
  const groupings = groupingsOf(id)
  const groupBy = groupings.find((one) => one === asked.groupBy) ?? groupings[0]!
  const filter = { ...asked, groupBy }
  const report = query.useQuery('get', '/reports/{id}', { params: { path: { id }, query: filter } })
  const file = (ending: string) => withNames(`/reports/${id}/file.${ending}`, filter, reportNames)
  return (
    <Page
      title={t(`reports.name.${id}`)}
      lead={t(`reports.about.${id}`)}
      breadcrumbs={[{ label: t('reports.title'), href: withFilter('/reports', filter) }]}
      actions={
        <>
          {may('report.save') && (
            <Button icon="bookmark" onClick={() => setSaving(true)}>
              {t('reports.save')}
            </Button>
          )}
          <ExportMenu file={file} json={withNames(`/reports/${id}`, filter, reportNames)} name={id} />
        </>
      }
    >
      <FilterBar fields={fields} value={asked} onChange={setFilter} />
      {groupings.length > 1 && (
        <Segments<ReportGrouping>
          label={t('reports.groupBy')}
          value={groupBy}
          onChange={(value) => setFilter({ groupBy: value })}
          options={groupings.map((value) => ({ value, label: t(`reports.key.${value}`) }))}
        />
      )}
      <Loaded query={report} skeleton={<SkeletonRows />}>
        {(data) =>
          data.rows.length === 0 ? (
            <EmptyState icon="reports">{t('reports.empty')}</EmptyState>
          ) : (
            <>
              <Section title={`${t('reports.chart')} · ${format.period(data.period)}`}>
                <ReportChart report={data} filter={filter} />
              </Section>
              <ReportTable report={data} filter={filter} />
            </>
          )
        }
      </Loaded>
      {saving && <SaveReportDialog report={id} filter={filter} onClose={() => setSaving(false)} />}
    </Page>
  )
}

function ReportTable({ report, filter }: { report: Report; filter: KpiFilter }) {
  const { t } = useTranslation('kpis')
  const words = useReportWords(report.id)
  const columns = shownColumns(report).map(([column]) => column)
  const rows = report.rows.slice(0, mostRows)
  const totals = columns.some((column) => typeof report.total[column] === 'number')
  return (
    <Section title={t('reports.table')} padded={false}>
      <SimpleTable
        label={t(`reports.name.${report.id}`)}
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          {
            id: 'key',
            header: t(`reports.key.${report.groupBy}`),
            cell: (row: Report['rows'][number]) => words.label(report, row),
          },
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
        foot={
          totals &&
          report.rows.length > 1 && (
            <tr className="font-semibold">
              <th scope="row" className="px-3 py-2 text-start">
                {t('reports.total')}
              </th>
              {columns.map((column) => (
                <td key={column} className="numeric px-3 py-2">
                  {typeof report.total[column] === 'number' && words.value(column, report.total[column])}
                </td>
              ))}
            </tr>
          )
        }
      />
      {report.rows.length > rows.length && (
        <p className="px-4 py-3 text-sm text-muted">
          {t('reports.more', { shown: rows.length, count: report.rows.length })}
        </p>
      )}
    </Section>
  )
}
