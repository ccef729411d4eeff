import { useTranslation } from 'react-i18next'
import { pointsOf } from '../../../domain/checklist.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Section } from '../../ui/page.tsx'
import type { Inspection } from './schema.ts'
import { usePointName } from './words.ts'

interface HintsProps {
  inspection: Inspection
  hints: NonNullable<Inspection['hints']>
}

/** What may mean that nobody looked: something to ask about, never a verdict. Only supervisors see it. */
export function HintsSection({ inspection, hints }: HintsProps) {
  const { t } = useTranslation('inspections')
  const format = useFormat()
  const name = usePointName()
  const { hurriedSections, samePhotos } = hints
  if (hurriedSections.length === 0 && samePhotos.length === 0) return null
  const sectionName = (id: string) => {
    const section = inspection.sections.find((one) => one.id === id)
    return section ? name(section) : id
  }
  const pointName = (id: string) => {
    const point = pointsOf(inspection).find((one) => one.id === id)
    return point ? name(point) : id
  }
  return (
    <Section title={t('hints.title')}>
      <p className="mb-2 text-muted">{t('hints.lead')}</p>
      <ul className="list-disc ps-5">
        {hurriedSections.map(({ sectionId, seconds, points }) => (
          <li key={sectionId}>
            {t('hints.section', { section: sectionName(sectionId), seconds: format.number(seconds, 1), count: points })}
          </li>
        ))}
        {samePhotos.map(({ pointId, fileId, inspection: other }) => (
          <li key={`${fileId} ${other.id}`}>
            {t('hints.photo', { point: pointName(pointId) })}{' '}
            <AppLink href={`/inspections/${other.id}`} className="underline">
              {other.number}
            </AppLink>
          </li>
        ))}
      </ul>
    </Section>
  )
}
