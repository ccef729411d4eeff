import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { timelineKinds } from '../../../contract/timeline.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import { Paged } from '../../ui/list/paged.tsx'
import { Section } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
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
      <Paged list={events} rows={5} empty={<EmptyState icon="clock">{t('timeline.empty')}</EmptyState>}>
        {(items) => <Timeline items={items.map(words)} />}
      </Paged>
    </Section>
  )
}
