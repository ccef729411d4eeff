import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { reportIds } from '../../../contract/report.ts'
import { query } from '../../app/api/client.ts'
import { useCan } from '../../app/session/session.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Button } from '../../ui/button.tsx'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import { SaveReportDialog } from '../reports/save-dialog.tsx'
import { withFilter } from './addresses.ts'
import { ExportMenu } from './export-menu.tsx'
import { KpiCard } from './kpi-card.tsx'
import { useKpiFormat } from './kpi-format.ts'
import { ReportsTabs } from './reports-tabs.tsx'
import { useKpiFilter } from './use-kpi-filter.ts'

/** Every KPI of a period, and the reports over the same filter. */
export function ReportsPage() {
  const { t } = useTranslation('kpis')
  const format = useKpiFormat()
  const { filter, setFilter, fields } = useKpiFilter()
  const may = useCan()
  const [saving, setSaving] = useState(false)
  const kpis = query.useQuery('get', '/kpis', { params: { query: filter } })
  return (
    <Page
      title={t('reports.title')}
      lead={t('reports.lead')}
      actions={
        <>
          {may('report.save') && (
            <Button icon="bookmark" onClick={() => setSaving(true)}>
              {t('reports.save')}
            </Button>
          )}
          <ExportMenu
            file={(ending) => withFilter(`/kpis.${ending}`, filter)}
            json={withFilter('/kpis', filter)}
            name="kpis"
          />
        </>
      }
      tabs={<ReportsTabs />}
    >
      <FilterBar fields={fields} value={filter} onChange={setFilter} />
      <Section title={t('reports.list')} padded={false}>
        <ul className="grid sm:grid-cols-2 xl:grid-cols-3">
          {reportIds.map((id) => (
            <li key={id}>
              <AppLink
                href={withFilter(`/reports/${id}`, filter)}
                className="block px-4 py-3 hover:bg-surface-secondary"
              >
                <span className="block font-medium">{t(`reports.name.${id}`)}</span>
                <span className="block text-sm text-muted">{t(`reports.about.${id}`)}</span>
              </AppLink>
            </li>
          ))}
        </ul>
      </Section>
      <Loaded query={kpis} skeleton={<SkeletonRows />}>
        {({ items, period }) => (
          <Section title={`${t('reports.figures')} · ${format.period(period)}`}>
            <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3 2xl:grid-cols-4">
              {items.map((kpi) => (
                <KpiCard key={kpi.id} kpi={kpi} filter={filter} />
              ))}
            </div>
          </Section>
        )}
      </Loaded>
      {saving && <SaveReportDialog report="overview" filter={filter} onClose={() => setSaving(false)} />}
    </Page>
  )
}
