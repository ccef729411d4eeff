import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { timelineKinds } from '../../../contract/timeline.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import { Timeline } from '../../ui/timeline.tsx'
import { useTimelineWords } from './timeline-words.tsx'

/** Everything that happened to a unit and to what was mounted on it; narrowed to one kind on demand. */
export function AssetTimeline({ assetId }: { assetId: string }) {
  const { t } = useTranslation('fleet')
  const [kind, setKind] = useState('')
  const events = useInfinite('/assets/{id}/timeline', { kind: kind || undefined, limit: 30 }, { path: { id: assetId } })
  const words = useTimelineWords(assetId)
  return (
    <Section
      title={t('timeline.title')}
      actions={
        <select
          aria-label={t('timeline.filter')}
          className="input w-auto"
          value={kind}
          onChange={({ target }) => setKind(target.value)}
        >
          <option value="">{t('timeline.all')}</option>
          {timelineKinds.map((value) => (
            <option key={value} value={value}>
              {t(`timeline.kind.${value}`)}
            </option>
          ))}
        </select>
      }
    >
      {events.isPending ? (
        <SkeletonRows rows={5} />
      ) : events.problem ? (
        <ErrorState compact error={events.problem} retry={events.retry} />
      ) : events.items.length === 0 ? (
        <EmptyState icon="clock">{t('timeline.empty')}</EmptyState>
      ) : (
        <>
          <Timeline items={events.items.map(words)} />
          {events.hasMore && (
            <div className="pt-4 text-center">
              <Button pending={events.isFetchingMore} onClick={events.fetchMore}>
                {t('more')}
              </Button>
            </div>
          )}
        </>
      )}
    </Section>
  )
}
