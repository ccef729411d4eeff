import { useParams, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan, useMe } from '../../app/session/session.ts'
import { LinkButton } from '../../ui/app-link.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { SkeletonForm } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { useDownload } from '../../ui/use-download.ts'
import { openHref, pdfPath } from './addresses.ts'
import { EditReportDialog } from './edit-dialog.tsx'
import { ScheduleSection } from './schedule-section.tsx'
import type { SavedReport } from './schema.ts'

export function SavedReportPage() {
  const { t } = useTranslation('savedReports')
  const { id = '' } = useParams({ strict: false })
  const report = query.useQuery('get', '/saved-reports/{id}', { params: { path: { id } } })
  return (
    <Loaded
      query={report}
      skeleton={
        <Page title={t('loading')} narrow>
          <SkeletonForm />
        </Page>
      }
    >
      {(found) => <Found report={found} />}
    </Loaded>
  )
}

function Found({ report }: { report: SavedReport }) {
  const { t } = useTranslation(['savedReports', 'kpis'])
  const format = useFormat()
  const may = useCan()
  const me = useMe()
  const router = useRouter()
  const { download, pending } = useDownload()
  const [open, setOpen] = useState<'edit' | 'remove' | null>(null)
  const remove = useSend('delete', '/saved-reports/{id}', { version: report.version })
  const owned = may('report.save') && (report.mine || me.role === 'ADMIN')
  const { report: kind, groupBy } = report
  return (
    <Page
      title={report.name}
      breadcrumbs={[{ label: t('title'), href: '/saved-reports' }]}
      narrow
      actions={
        <>
          <LinkButton href={openHref(report)} variant="primary" icon="reports">
            {t('action.open')}
          </LinkButton>
          <Button icon="download" pending={pending} onClick={() => void download(pdfPath(report), `${kind}.pdf`)}>
            {t('action.pdf')}
          </Button>
          {owned && (
            <Menu
              label={t('action.more', { name: report.name })}
              items={[
                { label: t('action.edit'), icon: 'edit', onSelect: () => setOpen('edit') },
                {
                  label: t('action.remove'),
                  icon: 'trash',
                  danger: true,
                  separated: true,
                  onSelect: () => setOpen('remove'),
                },
              ]}
            />
          )}
        </>
      }
    >
      <Section title={t('question')}>
        <Facts
          facts={[
            [t('field.report'), kind === 'overview' ? t('overview') : t(`kpis:reports.name.${kind}`)],
            [t('field.groupBy'), groupBy && t(`kpis:reports.key.${groupBy}`)],
            [
              t('field.period'),
              `${t(`period.${report.period}`)} (${format.date(report.from)} – ${format.date(report.to)})`,
            ],
            [t('field.shared'), report.shared ? t('yes') : t('no')],
            [t('field.owner'), report.owner],
          ]}
        />
      </Section>
      <ScheduleSection report={report} />
      {open === 'edit' && <EditReportDialog report={report} onClose={() => setOpen(null)} />}
      {open === 'remove' && (
        <Confirm
          title={t('remove.title', { name: report.name })}
          confirm={t('action.remove')}
          danger
          onConfirm={async () => {
            await remove.mutateAsync({ params: { path: { id: report.id } } })
            toast(t('remove.done', { name: report.name }))
            setTimeout(() => void router.navigate({ to: '/saved-reports' as never }))
          }}
          onClose={() => setOpen(null)}
        >
          {t('remove.text')}
        </Confirm>
      )}
    </Page>
  )
}
