import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field } from '../../../ui/form/field.tsx'
import { numberText, parseNumber } from '../../../ui/form/number-text.ts'

interface NumberInputProps {
  label: string
  value: number | null
  onChange: (value: number | null) => void
  unit?: string | null
  hint?: string
  required?: boolean
  error?: string
  fractionDigits?: number
}

/** A number outside of a form: what is no number counts as nothing, and stays to be mended. */
export function NumberInput(props: NumberInputProps) {
  const { label, value, onChange, unit, hint, required, error, fractionDigits = 3 } = props
  const { t, i18n } = useTranslation('inspections')
  const [draft, setDraft] = useState<string | null>(null)
  const wrong = draft !== null && Number.isNaN(parseNumber(draft, i18n.language))
  return (
    <Field label={label} hint={hint} required={required} error={wrong ? t('number.wrong') : error}>
      {(aria) => (
        <div className="relative">
          <input
            {...aria}
            value={draft ?? numberText(value, i18n.language, fractionDigits)}
            onFocus={({ target }) => target.select()}
            onChange={({ target }) => {
              setDraft(target.value)
              const number = parseNumber(target.value, i18n.language)
              onChange(Number.isNaN(number) ? null : number)
            }}
            onBlur={() => {
              if (!wrong) setDraft(null)
            }}
            inputMode="decimal"
            autoComplete="off"
            className="input tabular-nums"
            style={{ paddingInlineEnd: unit ? `${unit.length + 2}ch` : undefined }}
          />
          {unit && (
            <span className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-muted">{unit}</span>
          )}
        </div>
      )}
    </Field>
  )
}
