import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type Answer, choices, hasFailed, type Point, severities } from '../../../../domain/checklist.ts'
import { Badge } from '../../../ui/badge.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { useLimitsText, usePointName } from '../words.ts'
import { ChoiceButtons } from './choice-buttons.tsx'
import { NumberInput } from './number-input.tsx'
import { type LocalPhotos, Photos } from './photos.tsx'

export interface PointEditing {
  local: LocalPhotos
  /** What stands in the way of submitting, by point; shown once somebody tried. */
  errors: ReadonlyMap<string, readonly string[]>
  change: (pointId: string, change: Partial<Answer>) => void
  addPhoto: (pointId: string, photo: Blob) => void
  removePhoto: (pointId: string, photoId: string) => void
}

interface PointRowProps extends PointEditing {
  point: Point
  answer: Answer | undefined
}

/** "No aplica" needs the room on a narrow phone; its words say enough. */
const choiceIcons = { YES: 'check', NO: 'close', NA: undefined } as const

/** One question with its answer; a failure asks in place how bad it is, and for a picture. */
export function PointRow({ point, answer, local, errors, change, addPhoto, removePhoto }: PointRowProps) {
  const { t } = useTranslation('inspections')
  const name = usePointName()
  const limits = useLimitsText()
  const label = name(point)
  const failed = hasFailed(point, answer)
  const problems = errors.get(point.id) ?? []
  const photos = (
    <Photos
      label={label}
      ids={answer?.photoIds ?? []}
      local={local}
      required={failed && point.critical && !answer?.photoIds.length}
      onAdd={(photo) => addPhoto(point.id, photo)}
      onRemove={(id) => removePhoto(point.id, id)}
    />
  )
  return (
    <li id={`point-${point.id}`} className="scroll-mt-20 px-4 py-3">
      {(point.kind === 'YES_NO_NA' || point.kind === 'PHOTO') && (
        <p className="mb-2 flex flex-wrap items-center gap-x-2 gap-y-1">
          <span className="min-w-0 flex-1 basis-40">{label}</span>
          {point.critical && <Critical />}
        </p>
      )}
      {point.kind === 'YES_NO_NA' && (
        <ChoiceButtons
          legend={label}
          quiet
          value={answer?.choice ?? null}
          onChange={(choice) => change(point.id, { choice, ...(choice === 'NO' ? {} : { severity: null }) })}
          options={choices.map((value) => ({
            value,
            label: t(`choice.${value}`),
            icon: choiceIcons[value],
            bad: value === 'NO',
          }))}
        />
      )}
      {point.kind === 'NUMBER' && (
        <>
          {point.critical && <Critical />}
          <NumberInput
            label={label}
            value={answer?.number ?? null}
            unit={point.unit}
            hint={limits(point)}
            required={point.required}
            onChange={(number) => change(point.id, { number })}
          />
        </>
      )}
      {point.kind === 'TEXT' && (
        <TextAnswer
          label={label}
          value={answer?.text ?? ''}
          most={2000}
          onChange={(text) => change(point.id, { text })}
        />
      )}
      {point.kind === 'PHOTO' && photos}
      {failed && (
        <div className="mt-3 grid gap-3 rounded-md border border-danger/40 bg-danger-soft/40 p-3">
          {photos}
          <ChoiceButtons
            legend={t('severity.label')}
            value={answer?.severity ?? null}
            onChange={(severity) => change(point.id, { severity })}
            options={severities.map((value) => ({ value, label: t(`severity.${value}`), bad: true }))}
          />
          <TextAnswer
            label={t('note')}
            value={answer?.note ?? ''}
            most={1000}
            onChange={(note) => change(point.id, { note })}
          />
        </div>
      )}
      {problems.map((problem) => (
        <p key={problem} className="mt-1 flex items-start gap-1 text-xs font-medium text-danger-soft-foreground">
          <Icon name="warning" size={14} className="mt-px shrink-0" />
          {problem}
        </p>
      ))}
    </li>
  )
}

export function Critical() {
  const { t } = useTranslation('inspections')
  return (
    <Badge tone="warning" icon="shield">
      {t('critical')}
    </Badge>
  )
}

interface TextAnswerProps {
  label: string
  value: string
  most: number
  onChange: (text: string | null) => void
}

function TextAnswer({ label, value, most, onChange }: TextAnswerProps) {
  const id = useId()
  return (
    <div className="grid gap-1">
      <label htmlFor={id} className="label">
        {label}
      </label>
      <textarea
        id={id}
        value={value}
        maxLength={most}
        rows={1}
        className="input field-sizing-content"
        onChange={({ target }) => onChange(target.value || null)}
      />
    </div>
  )
}
