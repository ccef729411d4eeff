import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { askedPoints, hasFailed, type Point } from '../../../domain/checklist.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Badge } from '../../ui/badge.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Section } from '../../ui/page.tsx'
import { StoredImage } from '../../ui/stored-image.tsx'
import { Critical } from './answer/point-row.tsx'
import type { Inspection } from './schema.ts'
import { useLimitsText, usePointName } from './words.ts'

type Given = Inspection['answers'][number]

/** What was asked and answered, as on the sheet. */
export function AnswersSections({ inspection }: { inspection: Inspection }) {
  const name = usePointName()
  const asked = new Set(askedPoints(inspection, inspection.answers).map(({ id }) => id))
  return inspection.sections.map((section) => {
    const points = section.points.filter(({ id }) => asked.has(id))
    if (points.length === 0) return null
    return (
      <Section key={section.id} title={name(section)} padded={false}>
        <ul className="divide-y divide-separator">
          {points.map((point) => (
            <Row key={point.id} point={point} answer={inspection.answers.find(({ pointId }) => pointId === point.id)} />
          ))}
        </ul>
      </Section>
    )
  })
}

function Row({ point, answer }: { point: Point; answer: Given | undefined }) {
  const { t } = useTranslation('inspections')
  const name = usePointName()
  const limits = useLimitsText()
  const failed = hasFailed(point, answer)
  const label = name(point)
  return (
    <li className="px-4 py-2.5">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="min-w-0 flex-1 basis-48">
          {label}
          {point.kind === 'NUMBER' && limits(point) && (
            <span className="block text-xs text-muted">{limits(point)}</span>
          )}
        </span>
        {point.critical && failed && <Critical />}
        <AnswerText point={point} answer={answer} failed={failed} />
      </div>
      {(answer?.severity || answer?.note) && (
        <p className="mt-1 text-sm text-muted">
          {[answer.severity && t('severity.is', { severity: t(`severity.${answer.severity}`) }), answer.note]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
      {answer && answer.photoIds.length > 0 && <Pictures ids={answer.photoIds} label={label} />}
    </li>
  )
}

function AnswerText({ point, answer, failed }: { point: Point; answer: Given | undefined; failed: boolean }) {
  const { t } = useTranslation('inspections')
  const format = useFormat()
  if (point.kind === 'PHOTO') return null
  if (point.kind === 'TEXT') return <span className="whitespace-pre-line">{answer?.text || '—'}</span>
  const number = answer?.number ?? null
  const text =
    point.kind === 'NUMBER'
      ? number === null
        ? '—'
        : [format.number(number, 3), point.unit].filter(Boolean).join(' ')
      : answer?.choice
        ? t(`choice.${answer.choice}`)
        : '—'
  if (failed) {
    return (
      <Badge tone="danger" icon="close">
        {text}
      </Badge>
    )
  }
  return (
    <span className="inline-flex items-center gap-1 text-muted">
      {answer?.choice === 'YES' && <Icon name="check" size={16} className="text-success" />}
      {text}
    </span>
  )
}

function Pictures({ ids, label }: { ids: readonly string[]; label: string }) {
  const { t } = useTranslation('inspections')
  const [shown, setShown] = useState<string | null>(null)
  return (
    <ul className="mt-2 flex flex-wrap gap-2">
      {ids.map((id, index) => {
        const alt = t('photo.of', { number: index + 1, point: label })
        return (
          <li key={id}>
            <button
              type="button"
              className="block cursor-zoom-in overflow-hidden rounded-md"
              aria-label={alt}
              onClick={() => setShown(id)}
            >
              <StoredImage thumbnail fileId={id} alt={alt} className="size-24 object-cover" />
            </button>
          </li>
        )
      })}
      {shown && (
        <Dialog title={label} width="60rem" onClose={() => setShown(null)}>
          <StoredImage fileId={shown} alt={label} className="mx-auto max-h-[70dvh] w-auto" />
        </Dialog>
      )}
    </ul>
  )
}
