import type { FieldValues } from 'react-hook-form'
import { config } from '../../app/config.ts'
import { civilTime, instantOf } from './civil-time.ts'
import { DateInput } from './date-input.tsx'
import { parseDateTime } from './date-text.ts'
import { Field } from './field.tsx'
import type { BoundField } from './text-fields.tsx'
import { useField } from './use-field.ts'

/** A civil date, `2026-11-24`. */
export function DateField<I extends FieldValues>(props: BoundField<I> & { min?: string; max?: string }) {
  const { control, name, min, max, ...shell } = props
  const { field, error } = useField({ control, name })
  return (
    <Field {...shell} error={error}>
      {(aria) => (
        <DateInput
          {...aria}
          inputRef={field.ref}
          value={field.value}
          onChange={field.onChange}
          onBlur={field.onBlur}
          min={min}
          max={max}
        />
      )}
    </Field>
  )
}

/** An instant (ISO 8601), shown and typed as the clock on the company's wall. */
export function DateTimeField<I extends FieldValues>(props: BoundField<I> & { max?: string }) {
  const { control, name, max, ...shell } = props
  const { field, error } = useField({ control, name })
  return (
    <Field {...shell} error={error}>
      {(aria) => (
        <DateInput
          {...aria}
          time
          inputRef={field.ref}
          value={field.value ? civilTime(field.value, config.timeZone) : null}
          onChange={(civil) =>
            field.onChange(civil && parseDateTime(civil) ? instantOf(civil, config.timeZone) : civil)
          }
          onBlur={field.onBlur}
          max={max && civilTime(max, config.timeZone)}
        />
      )}
    </Field>
  )
}
