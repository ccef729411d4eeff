import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Combobox } from '../form/combobox.tsx'
import { DateInput } from '../form/date-input.tsx'
import { parseDate } from '../form/date-text.ts'
import { Field } from '../form/field.tsx'
import type { ControlOf } from './filter-chip.tsx'
import { listOf, textOf } from './filter-fields.ts'

/** The control of one filter, in its panel on a desk or in the drawer of a phone (there with its label in sight). */
export function FilterControl({ field, values, onChange, labelled }: ControlOf & { labelled?: boolean }) {
  const { t } = useTranslation()
  const name = useId()
  switch (field.kind) {
    case 'options':
    case 'option': {
      const chosen = listOf(values, field.name)
      const many = field.kind === 'options'
      const toggle = (value: string, on: boolean) => {
        const others = many ? chosen.filter((other) => other !== value) : []
        onChange({ [field.name]: (on ? [...others, value] : others).join(',') || undefined })
      }
      return (
        <fieldset>
          <legend className={labelled ? 'label mb-1' : 'sr-only'}>{field.label}</legend>
          {field.options.map(({ value, label }) => (
            <label key={value} className="menu-item text-sm">
              <input
                type={many ? 'checkbox' : 'radio'}
                name={name}
                className="check"
                checked={chosen.includes(value)}
                onChange={({ target }) => toggle(value, target.checked)}
              />
              {label}
            </label>
          ))}
          {!many && chosen.length > 0 && (
            <button type="button" className="menu-item text-sm text-muted" onClick={() => toggle('', false)}>
              {t('filter.any')}
            </button>
          )}
        </fieldset>
      )
    }
    case 'lookup':
      return (
        <Field label={field.label}>
          {(aria) => (
            <Combobox
              {...aria}
              lookup={field.lookup}
              value={textOf(values, field.name)}
              onChange={(value) => onChange({ [field.name]: value ?? undefined })}
            />
          )}
        </Field>
      )
    case 'dates':
      return (
        <fieldset className="grid gap-3">
          <legend className={labelled ? 'label mb-1' : 'sr-only'}>{field.label}</legend>
          {([field.from, field.to] as const).map((bound, index) => (
            <Field key={bound} label={t(index === 0 ? 'filter.from' : 'filter.to')}>
              {(aria) => (
                <DateInput
                  {...aria}
                  value={textOf(values, bound)}
                  onChange={(date) => {
                    // Half a date is not sent: the list would be refused at every key.
                    if (date === null || parseDate(date) === date) onChange({ [bound]: date ?? undefined })
                  }}
                />
              )}
            </Field>
          ))}
        </fieldset>
      )
    case 'flag':
      return (
        <label className="menu-item">
          <input
            type="checkbox"
            className="check"
            checked={textOf(values, field.name) === 'true'}
            onChange={({ target }) => onChange({ [field.name]: target.checked ? 'true' : undefined })}
          />
          {field.label}
        </label>
      )
    default:
      return null
  }
}
