import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Page } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { ReportsTabs } from '../kpis/reports-tabs.tsx'
import { useScheduleWords } from './schedule-words.ts'
import type { SavedReport } from './schema.ts'

/** One's own kept reports and those that others share. */
export function SavedReportsPage() {
  const { t } = useTranslation('savedReports')
  const reports = query.useQuery('get', '/saved-reports', {})
  return (
    <Page title={t('title')} lead={t('lead')} tabs={<ReportsTabs />}>
      <Loaded query={reports} skeleton={<SkeletonRows rows={4} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              icon="bookmark"
              action={
                <AppLink href="/reports" className="underline">
                  {t('goToReports')}
                </AppLink>
              }
            >
              {t('empty')}
            </EmptyState>
          ) : (
            <ul className="card divide-y divide-separator">
              {items.map((report) => (
                <Row key={report.id} report={report} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  )
}

function Row({ report }: { report: SavedReport }) {
  const { t } = useTranslation(['savedReports', 'kpis'])
  const format = useFormat()
  const say = useScheduleWords()
  const what = report.report === 'overview' ? t('overview') : t(`kpis:reports.name.${report.report}`)
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
      <div className="min-w-0 flex-1 basis-64">
        <AppLink href={`/saved-reports/${report.id}`} className="font-medium [overflow-wrap:anywhere] hover:underline">
          {report.name}
        </AppLink>
        <p className="text-sm text-muted">
          {what} · {t(`period.${report.period}`)} ({format.date(report.from)} – {format.date(report.to)})
        </p>
      </div>
      {report.schedule && (
        <Badge icon="clock" tone={report.schedule.lastError ? 'danger' : 'info'}>
          {say.timing(report.schedule)}
        </Badge>
      )}
      {report.shared && (
        <Badge icon="users">{report.mine ? t('sharedByMe') : t('sharedBy', { name: report.owner })}</Badge>
      )}
    </li>
  )
}
