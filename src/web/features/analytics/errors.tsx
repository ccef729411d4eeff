import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnalyticsQuery } from '../../../contract/analytics.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import type { ItemOf } from '../../app/api/paths.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { ErrorState } from '../../ui/states.tsx'
import { ErrorDialog } from './error-dialog.tsx'
import { usePageName } from './words.ts'

/** Errors of the app seen in the period, the latest first, each one press away from its stack. */
export function Errors({ filter }: { filter: Partial<AnalyticsQuery> }) {
  const { t } = useTranslation('analytics')
  const [open, setOpen] = useState<string | null>(null)
  const errors = useInfinite('/analytics/errors', { ...filter, limit: 20 })
  return (
    <Section title={t('errors')} padded={false}>
      {errors.isPending ? (
        <SkeletonRows rows={3} />
      ) : errors.problem && errors.items.length === 0 ? (
        <ErrorState error={errors.problem} retry={errors.retry} compact />
      ) : errors.items.length === 0 ? (
        <p className="p-4 text-muted">{t('noErrors')}</p>
      ) : (
        <ol className="divide-y divide-separator" aria-label={t('errors')}>
          {errors.items.map((error) => (
            <ErrorRow key={error.id} error={error} open={() => setOpen(error.id)} />
          ))}
        </ol>
      )}
      {errors.hasMore && (
        <div className="p-3 text-center">
          <Button pending={errors.isFetchingMore} onClick={errors.fetchMore}>
            {t('more')}
          </Button>
        </div>
      )}
      {open && <ErrorDialog id={open} onClose={() => setOpen(null)} />}
    </Section>
  )
}

function ErrorRow({ error, open }: { error: ItemOf<'/analytics/errors'>; open: () => void }) {
  const { t } = useTranslation('analytics')
  const format = useFormat()
  const pageName = usePageName()
  const { kind, message, page, count, lastSeenAt, lastRelease } = error
  return (
    <li className="grid gap-x-4 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,1fr)_auto] md:items-center">
      <div className="min-w-0">
        <p className="mb-1 flex flex-wrap items-center gap-2">
          <Badge tone="danger" icon="warning">
            {t(`kind.${kind}`)}
          </Badge>
          <span className="text-muted">{t('times', { count, n: format.number(count) })}</span>
        </p>
        <p className="font-medium [overflow-wrap:anywhere]">{message}</p>
        <p className="text-xs text-muted [overflow-wrap:anywhere]">
          {`${pageName(page)} · ${t('seenAt', { at: format.dateTime(lastSeenAt), release: lastRelease })}`}
        </p>
      </div>
      <div>
        <Button size="sm" onClick={open}>
          {t('open')}
          <span className="sr-only">{`: ${message}`}</span>
        </Button>
      </div>
    </li>
  )
}
