import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import type { components } from '../../app/api-schema.d.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Page } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { useSayProblem } from '../../ui/use-say-problem.ts'
import { JobTabs } from './job-tabs.tsx'
import { jobLooks, useScheduleName, useTook } from './words.ts'

type Schedule = components['schemas']['Schedule']

/** What the installation does by itself, when, and whether it went well. */
export function SchedulesPage() {
  const { t } = useTranslation(['jobs', 'shell'])
  const schedules = query.useQuery('get', '/schedules', {}, { refetchInterval: 5000 })
  return (
    <Page title={t('title')} lead={t('lead')} breadcrumbs={[{ label: t('shell:nav.admin'), href: '/admin' }]}>
      <JobTabs />
      <Loaded query={schedules} skeleton={<SkeletonRows rows={8} />}>
        {({ items }) => (
          <ul className="card divide-y divide-separator" aria-label={t('schedules')}>
            {items.map((schedule) => (
              <ScheduleRow key={schedule.name} schedule={schedule} />
            ))}
          </ul>
        )}
      </Loaded>
    </Page>
  )
}

function ScheduleRow({ schedule }: { schedule: Schedule }) {
  const { t } = useTranslation('jobs')
  const format = useFormat()
  const took = useTook()
  const nameOf = useScheduleName()
  const say = useSayProblem()
  const invalidates = ['/schedules', '/jobs']
  const pause = useSend('post', '/schedules/{name}/pause', { invalidates })
  const resume = useSend('post', '/schedules/{name}/resume', { invalidates })
  const run = useSend('post', '/schedules/{name}/run', { invalidates })
  const { name, cron, zone, pausedAt, pausedBy, nextRunAt, lastRun } = schedule
  const title = nameOf(name)
  const init = { params: { path: { name } } }
  const done = (words: string) => ({ onSuccess: () => toast(words), onError: say })
  return (
    <li className="relative grid gap-x-4 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,1fr)_minmax(0,14rem)_minmax(0,16rem)_auto] md:items-center">
      <div className="min-w-0 pe-12 md:pe-0">
        <p className="font-medium [overflow-wrap:anywhere]">{title}</p>
        <p className="text-xs text-muted">
          <span className="font-mono">{cron}</span>
          {` · ${zone}`}
        </p>
      </div>
      {pausedAt ? (
        <div>
          <Badge tone="warning" icon="pause">
            {t('paused')}
          </Badge>
          <p className="text-xs text-muted">
            {[format.dateTime(pausedAt), pausedBy?.name].filter(Boolean).join(' · ')}
          </p>
        </div>
      ) : (
        <p className="tabular-nums">
          <span className="text-muted">{t('next')} </span>
          {nextRunAt && format.dateTime(nextRunAt)}
        </p>
      )}
      {lastRun ? (
        <div className="min-w-0">
          <AppLink href={`/admin/jobs?queue=${name}`} className="inline-block">
            <Badge {...jobLooks[lastRun.state]}>{t(`state.${lastRun.state}`)}</Badge>
          </AppLink>
          <p className="text-xs text-muted tabular-nums">
            {[
              lastRun.startedAt && format.dateTime(lastRun.startedAt),
              lastRun.seconds !== null && took(lastRun.seconds),
            ]
              .filter(Boolean)
              .join(' · ')}
          </p>
          {lastRun.error && <p className="text-xs text-danger [overflow-wrap:anywhere]">{lastRun.error}</p>}
        </div>
      ) : (
        <p className="text-muted">{t('never')}</p>
      )}
      <div className="absolute end-3 top-2 md:static">
        <Menu
          label={t('actions', { name: title })}
          items={[
            { label: t('run'), icon: 'play', onSelect: () => run.mutate(init, done(t('asked', { name: title }))) },
            pausedAt
              ? {
                  label: t('resume'),
                  icon: 'undo',
                  onSelect: () => resume.mutate(init, done(t('resumed', { name: title }))),
                }
              : {
                  label: t('pause'),
                  icon: 'pause',
                  onSelect: () => pause.mutate(init, done(t('wasPaused', { name: title }))),
                },
          ]}
        />
      </div>
    </li>
  )
}
