import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type Choice, choices, type Point, pointKinds } from '../../../../domain/checklist.ts'
import { Field } from '../../../ui/form/field.tsx'
import { NumberInput } from '../answer/number-input.tsx'
import { usePointName } from '../words.ts'
import { withKind } from './content-edit.ts'

interface PointEditorProps {
  point: Point
  /** The yes/no points before it, which may decide whether it is asked. */
  earlier: readonly Point[]
  wordsMissing: boolean
  onChange: (point: Point) => void
}

/** Everything that can be said of one point. */
export function PointEditor({ point, earlier, wordsMissing, onChange }: PointEditorProps) {
  const { t } = useTranslation('inspections')
  const set = (change: Partial<Point>) => onChange({ ...point, ...change })
  const scored = point.kind === 'YES_NO_NA' || point.kind === 'NUMBER'
  return (
    <div className="grid gap-3 sm:grid-cols-2">
      <Field label={t('editor.question')} required error={wordsMissing ? t('refusal.ANSWER_REQUIRED') : undefined}>
        {(aria) => (
          <input
            {...aria}
            className="input"
            maxLength={200}
            value={point.es}
            onChange={({ target }) => set({ es: target.value })}
          />
        )}
      </Field>
      <Field label={t('editor.questionEn')}>
        {(aria) => (
          <input
            {...aria}
            className="input"
            maxLength={200}
            value={point.en ?? ''}
            onChange={({ target }) => set({ en: target.value || null })}
          />
        )}
      </Field>
      <Field label={t('editor.kind')}>
        {(aria) => (
          <select
            {...aria}
            className="input"
            value={point.kind}
            onChange={({ target }) => onChange(withKind(point, target.value as Point['kind']))}
          >
            {pointKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kind.${kind}`)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="flex flex-wrap items-end gap-x-6">
        {scored && (
          <Check label={t('editor.critical')} checked={point.critical} onChange={(critical) => set({ critical })} />
        )}
        <Check label={t('editor.required')} checked={point.required} onChange={(required) => set({ required })} />
      </div>
      {point.kind === 'NUMBER' && (
        <div className="grid gap-3 sm:col-span-2 sm:grid-cols-3">
          <Field label={t('editor.unit')}>
            {(aria) => (
              <input
                {...aria}
                className="input"
                maxLength={20}
                value={point.unit ?? ''}
                onChange={({ target }) => set({ unit: target.value || null })}
              />
            )}
          </Field>
          <NumberInput label={t('editor.min')} value={point.min} onChange={(min) => set({ min })} />
          <NumberInput label={t('editor.max')} value={point.max} onChange={(max) => set({ max })} />
        </div>
      )}
      {earlier.length > 0 && <Condition point={point} earlier={earlier} set={set} />}
    </div>
  )
}

interface ConditionProps {
  point: Point
  earlier: readonly Point[]
  set: (change: Partial<Point>) => void
}

function Condition({ point, earlier, set }: ConditionProps) {
  const { t } = useTranslation('inspections')
  const name = usePointName()
  const { shownIf } = point
  return (
    <>
      <Field label={t('editor.condition')}>
        {(aria) => (
          <select
            {...aria}
            className="input"
            value={shownIf?.pointId ?? ''}
            onChange={({ target }) =>
              set({
                shownIf: target.value ? { pointId: target.value, choice: shownIf?.choice ?? 'NO' } : null,
              })
            }
          >
            <option value="">{t('editor.always')}</option>
            {earlier.map((one) => (
              <option key={one.id} value={one.id}>
                {name(one) || t('editor.unnamed')}
              </option>
            ))}
          </select>
        )}
      </Field>
      {shownIf && (
        <Field label={t('editor.conditionChoice')}>
          {(aria) => (
            <select
              {...aria}
              className="input"
              value={shownIf.choice}
              onChange={({ target }) => set({ shownIf: { ...shownIf, choice: target.value as Choice } })}
            >
              {choices.map((choice) => (
                <option key={choice} value={choice}>
                  {t(`choice.${choice}`)}
                </option>
              ))}
            </select>
          )}
        </Field>
      )}
    </>
  )
}

interface CheckProps {
  label: string
  checked: boolean
  onChange: (checked: boolean) => void
}

function Check({ label, checked, onChange }: CheckProps) {
  const id = useId()
  return (
    <label htmlFor={id} className="flex min-h-12 cursor-pointer items-center gap-3 md:min-h-9">
      <input
        id={id}
        type="checkbox"
        className="check"
        checked={checked}
        onChange={({ target }) => onChange(target.checked)}
      />
      <span>{label}</span>
    </label>
  )
}
