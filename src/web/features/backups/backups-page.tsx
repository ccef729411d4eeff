import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import { invalidate } from '../../app/api/query-client.ts'
import { useSend } from '../../app/api/send.ts'
import { Button } from '../../ui/button.tsx'
import { Paged } from '../../ui/list/paged.tsx'
import { Page } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { useSayProblem } from '../../ui/use-say-problem.ts'
import { BackupRow } from './backup-row.tsx'
import { BackupSummary } from './backup-summary.tsx'

/** How often (ms) the page looks again while a worker is at it, and for how long after it was asked. */
const every = 2000
const patience = 120_000

/** What is kept of everything, how old it is, and whether it would help. */
export function BackupsPage() {
  const { t } = useTranslation(['backups', 'shell'])
  const say = useSayProblem()
  const [watchUntil, setWatchUntil] = useState(0)
  const state = query.useQuery(
    'get',
    '/backups/state',
    {},
    {
      refetchInterval: ({ state: { data } }) => (data?.running || Date.now() < watchUntil ? every : 60_000),
    },
  )
  const { running, lastDoneAt, lastDrill } = state.data ?? {}
  const news = JSON.stringify([running, lastDoneAt, lastDrill?.at])
  useEffect(() => {
    if (news) void invalidate(['/backups'])
  }, [news])
  const backups = useInfinite('/backups', { limit: 50 })
  const make = useSend('post', '/backups')
  const drill = useSend('post', '/backups/{id}/drill')
  const asked = (words: string) => ({
    onSuccess: () => {
      setWatchUntil(Date.now() + patience)
      toast(words)
    },
    onError: say,
  })
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      breadcrumbs={[{ label: t('shell:nav.admin'), href: '/admin' }]}
      actions={
        <Button
          variant="primary"
          icon="archive"
          pending={make.isPending || running}
          onClick={() => make.mutate({}, asked(t('asked')))}
        >
          {t('make')}
        </Button>
      }
    >
      <Loaded query={state} skeleton={<SkeletonRows rows={2} />}>
        {(known) => <BackupSummary state={known} />}
      </Loaded>
      <Paged list={backups} empty={<EmptyState icon="archive">{t('nothing')}</EmptyState>}>
        {(items) => (
          <ol className="card divide-y divide-separator" aria-label={t('title')}>
            {items.map((backup) => (
              <BackupRow
                key={backup.id}
                backup={backup}
                drill={() => drill.mutate({ params: { path: { id: backup.id } } }, asked(t('drillAsked')))}
              />
            ))}
          </ol>
        )}
      </Paged>
    </Page>
  )
}
