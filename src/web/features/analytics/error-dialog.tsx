import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Facts } from '../../ui/facts.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import { usePageName } from './words.ts'

/** One error: since when, how often, where, and the stack of its latest occurrence. */
export function ErrorDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const pageName = usePageName()
  const error = query.useQuery('get', '/analytics/errors/{id}', { params: { path: { id } } })
  return (
    <Dialog title={error.data?.message ?? t('errors')} onClose={onClose} width="48rem">
      <Loaded query={error} skeleton={<SkeletonRows rows={4} />}>
        {({ kind, page, count, firstSeenAt, firstRelease, lastSeenAt, lastRelease, source, stack }) => (
          <>
            <Facts
              facts={[
                [t(`kind.${kind}`), t('times', { count, n: format.number(count) })],
                [t('where'), pageName(page)],
                [t('firstSeen'), t('seenAt', { at: format.dateTime(firstSeenAt), release: firstRelease })],
                [t('lastSeen'), t('seenAt', { at: format.dateTime(lastSeenAt), release: lastRelease })],
                [t('source'), source],
              ]}
            />
            <h3 className="mt-4 mb-1 text-sm font-semibold">{t('stack')}</h3>
            {stack ? (
              <pre className="rounded-md bg-surface-secondary p-3 font-mono text-xs whitespace-pre-wrap [overflow-wrap:anywhere]">
                {stack}
              </pre>
            ) : (
              <p className="text-muted">{t('noStack')}</p>
            )}
          </>
        )}
      </Loaded>
    </Dialog>
  )
}
