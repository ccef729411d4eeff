import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useMe } from '../../app/session/session.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import { useSayProblem } from '../../ui/use-say-problem.ts'
import { ScheduleDialog } from './schedule-dialog.tsx'
import { useScheduleWords } from './schedule-words.ts'
import type { SavedReport } from './schema.ts'

/** When the report goes out by mail; only its owner decides, since it says what they may see. */
export function ScheduleSection({ report }: { report: SavedReport }) {
  const { t } = useTranslation('savedReports')
  const format = useFormat()
  const words = useScheduleWords()
  const me = useMe()
  const say = useSayProblem()
  const [editing, setEditing] = useState(false)
  const stop = useSend('delete', '/saved-reports/{id}/schedule')
  const { schedule, mine, id } = report
  return (
    <>
      <Section
        title={t('schedule.section')}
        actions={
          mine && (
            <>
              {schedule && (
                <Button
                  size="sm"
                  variant="ghost"
                  pending={stop.isPending}
                  onClick={() => stop.mutate({ params: { path: { id } } }, { onError: say })}
                >
                  {t('action.stop')}
                </Button>
              )}
              <Button size="sm" icon={schedule ? 'edit' : 'clock'} onClick={() => setEditing(true)}>
                {t(schedule ? 'action.change' : 'action.schedule')}
              </Button>
            </>
          )
        }
      >
        {schedule ? (
          <>
            {schedule.lastError && (
              <div className="mb-3">
                <Notice tone="danger">{t(`schedule.error.${schedule.lastError}`)}</Notice>
              </div>
            )}
            <Facts
              facts={[
                [t('schedule.when'), words.timing(schedule)],
                [t('schedule.next'), format.dateTime(schedule.nextAt)],
                [t('schedule.last'), schedule.lastAt && format.dateTime(schedule.lastAt)],
                [t('field.recipients'), schedule.recipients.join(', ')],
              ]}
            />
          </>
        ) : (
          <p className="text-muted">{t('schedule.none')}</p>
        )}
      </Section>
      {(mine || me.role === 'ADMIN') && <Deliveries id={id} />}
      {editing && <ScheduleDialog report={report} onClose={() => setEditing(false)} />}
    </>
  )
}

const looks = {
  QUEUED: { tone: 'info', icon: 'clock' },
  SENT: { tone: 'success', icon: 'done' },
  FAILED: { tone: 'danger', icon: 'warning' },
} as const

function Deliveries({ id }: { id: string }) {
  const { t } = useTranslation('savedReports')
  const format = useFormat()
  const deliveries = query.useQuery('get', '/saved-reports/{id}/deliveries', { params: { path: { id } } })
  return (
    <Loaded query={deliveries} skeleton={<SkeletonRows rows={2} />}>
      {({ items }) =>
        items.length > 0 && (
          <Section title={t('delivery.title')} padded={false}>
            <SimpleTable
              label={t('delivery.title')}
              rows={items}
              rowKey={(row) => row.id}
              columns={[
                { id: 'dueAt', header: t('delivery.due'), cell: ({ dueAt }) => format.dateTime(dueAt) },
                { id: 'recipients', header: t('field.recipients'), cell: ({ recipients }) => recipients.join(', ') },
                {
                  id: 'state',
                  header: t('delivery.state'),
                  cell: ({ state, lastError }) => (
                    <>
                      <Badge {...looks[state]}>{t(`delivery.${state}`)}</Badge>
                      {lastError && <span className="mt-1 block text-xs text-muted">{lastError}</span>}
                    </>
                  ),
                },
              ]}
            />
          </Section>
        )
      }
    </Loaded>
  )
}
