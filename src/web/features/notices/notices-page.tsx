import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { noticeQuery } from '../../../contract/notices.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import { useSend } from '../../app/api/send.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { LinkButton } from '../../ui/app-link.tsx'
import { Button } from '../../ui/button.tsx'
import { Paged } from '../../ui/list/paged.tsx'
import { Page } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useSayProblem } from '../../ui/use-say-problem.ts'
import { NoticeItem } from './notice-item.tsx'

const noticeFilter = noticeQuery.pick({ unread: true })
type Filter = Partial<z.input<typeof noticeFilter>>

/** What this person was told, the newest first. */
export function NoticesPage() {
  const { t } = useTranslation('notices')
  const say = useSayProblem()
  const { filter, setFilter } = useUrlFilter(noticeFilter)
  const notices = useInfinite('/notices', { ...filter, limit: 50 })
  const readAll = useSend('post', '/notices/read', { invalidates: ['/notices'] })
  const newest = notices.items.find(({ readAt }) => !readAt)
  const markAll = () => newest && readAll.mutate({ body: { until: newest.createdAt } }, { onError: say })
  return (
    <Page
      title={t('title')}
      narrow
      actions={
        <>
          {newest && (
            <Button icon="check" pending={readAll.isPending} onClick={markAll}>
              {t('readAll')}
            </Button>
          )}
          <LinkButton href="/profile/notices" icon="admin">
            {t('preferences.open')}
          </LinkButton>
        </>
      }
    >
      <Segments
        label={t('show')}
        quiet
        value={filter.unread === 'true' ? 'unread' : 'all'}
        onChange={(value) => setFilter({ unread: value === 'unread' ? 'true' : undefined } satisfies Filter)}
        options={[
          { value: 'all', label: t('all') },
          { value: 'unread', label: t('unread') },
        ]}
      />
      <Paged
        list={notices}
        empty={
          <EmptyState icon="bell" action={<LinkButton href="/">{t('home')}</LinkButton>}>
            {t(filter.unread ? 'nothingUnread' : 'nothing')}
          </EmptyState>
        }
      >
        {(items) => (
          <ol className="card divide-y divide-separator" aria-label={t('title')}>
            {items.map((notice) => (
              <NoticeItem key={notice.id} notice={notice} />
            ))}
          </ol>
        )}
      </Paged>
    </Page>
  )
}
