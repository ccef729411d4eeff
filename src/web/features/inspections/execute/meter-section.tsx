import { useTranslation } from 'react-i18next'
import { Field } from '../../../ui/form/field.tsx'
import { Section } from '../../../ui/page.tsx'
import { meterUnit, useMeterText } from '../../fleet/meter-text.tsx'
import { NumberInput } from '../answer/number-input.tsx'
import type { Draft } from './draft-store.ts'

interface MeterSectionProps {
  draft: Draft
  /** What is wrong with a meter, by its kind; `none`: neither a reading nor a reason. */
  errors: Readonly<Record<string, string | undefined>>
  change: (alter: (before: Draft) => Partial<Draft>) => void
}

/** The one thing that has to be typed: what the meter shows, or why it cannot be read. */
export function MeterSection({ draft, errors, change }: MeterSectionProps) {
  const { t } = useTranslation(['inspections', 'terms'])
  const text = useMeterText()
  const { meters } = draft.asset
  if (meters.length === 0) return null
  const unreadable = draft.noReadingReason !== null
  return (
    <Section title={t('meter.title')}>
      <div className="grid gap-3">
        {!unreadable &&
          meters.map((state, index) => (
            <NumberInput
              key={state.meter}
              label={t(`terms:meter.${state.meter}`)}
              value={draft.readings[state.meter] ?? null}
              unit={meterUnit[state.meter]}
              fractionDigits={1}
              required={index === 0}
              hint={state.dial === null ? undefined : t('meter.last', { value: text({ ...state, total: state.dial }) })}
              error={errors[state.meter]}
              onChange={(value) => change(({ readings }) => ({ readings: { ...readings, [state.meter]: value } }))}
            />
          ))}
        <label className="flex min-h-12 cursor-pointer items-center gap-3 md:min-h-9">
          <input
            type="checkbox"
            className="check"
            checked={unreadable}
            onChange={({ target }) => change(() => ({ noReadingReason: target.checked ? '' : null }))}
          />
          <span>{t('meter.unreadable')}</span>
        </label>
        {unreadable && (
          <Field label={t('meter.reason')} required error={errors.none}>
            {(aria) => (
              <input
                {...aria}
                className="input"
                maxLength={200}
                value={draft.noReadingReason ?? ''}
                onChange={({ target }) => change(() => ({ noReadingReason: target.value }))}
              />
            )}
          </Field>
        )}
      </div>
    </Section>
  )
}
