import { useState } from 'react'
import type { FieldValues } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { config } from '../../app/config.ts'
import { Field } from './field.tsx'
import { numberText, parseNumber } from './number-text.ts'
import type { BoundField } from './text-fields.tsx'
import { useField } from './use-field.ts'

interface NumberFieldProps<I extends FieldValues> extends BoundField<I> {
  fractionDigits?: number
  /** Stands after the number: h, km, L. */
  unit?: string
  /** Stands before the number: the sign of a currency. */
  sign?: string
}

/** A number written as the person's language writes it; the value is a number, or `null` when empty. */
export function NumberField<I extends FieldValues>(props: NumberFieldProps<I>) {
  const { control, name, fractionDigits = 2, unit, sign, ...shell } = props
  const { i18n } = useTranslation()
  const { field, error } = useField({ control, name })
  /** What is being typed; outside of typing the field shows the value. */
  const [draft, setDraft] = useState<string | null>(null)
  const shown = draft ?? numberText(field.value, i18n.language, fractionDigits)
  return (
    <Field {...shell} error={error}>
      {(aria) => (
        <div className="relative">
          {sign && (
            <span className="pointer-events-none absolute inset-y-0 left-3 flex items-center text-muted">{sign}</span>
          )}
          <input
            {...aria}
            ref={field.ref}
            name={field.name}
            value={shown}
            onFocus={({ target }) => target.select()}
            onChange={({ target }) => {
              setDraft(target.value)
              field.onChange(parseNumber(target.value, i18n.language))
            }}
            onBlur={() => {
              if (!Number.isNaN(field.value)) setDraft(null)
              field.onBlur()
            }}
            inputMode={fractionDigits ? 'decimal' : 'numeric'}
            autoComplete="off"
            className="input tabular-nums"
            style={{
              paddingInlineStart: sign && `calc(1.25rem + ${sign.length}ch)`,
              paddingInlineEnd: unit && `${unit.length + 2}ch`,
            }}
          />
          {unit && (
            <span className="pointer-events-none absolute inset-y-0 right-3 flex items-center text-muted">{unit}</span>
          )}
        </div>
      )}
    </Field>
  )
}

/** Money in minor units of the company's currency, as the API counts it; the peso has no smaller unit. */
export function MoneyField<I extends FieldValues>(props: BoundField<I>) {
  const { i18n } = useTranslation()
  const parts = new Intl.NumberFormat(i18n.language, { style: 'currency', currency: config.currency }).formatToParts(0)
  return <NumberField {...props} fractionDigits={0} sign={parts.find(({ type }) => type === 'currency')?.value} />
}
