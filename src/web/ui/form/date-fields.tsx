import { type FieldValues, useController } from 'react-hook-form'
import { config } from '../../app/config.ts'
import { civilTime, instantOf } from './civil-time.ts'
import { Field } from './field.tsx'
import type { BoundField } from './text-fields.tsx'

/** A civil date, `2026-11-24`; the browser shows it in its own form and brings the phone's calendar. */
export function DateField<I extends FieldValues>(props: BoundField<I> & { min?: string; max?: string }) {
  const { control, name, min, max, ...shell } = props
  const { field, fieldState } = useController({ control, name })
  return (
    <Field {...shell} error={fieldState.error?.message}>
      {(aria) => (
        <input
          {...aria}
          {...field}
          value={field.value ?? ''}
          onChange={({ target }) => field.onChange(target.value || null)}
          type="date"
          min={min}
          max={max}
          className="input"
        />
      )}
    </Field>
  )
}

/** An instant (ISO 8601), shown and typed as the clock on the company's wall. */
export function DateTimeField<I extends FieldValues>(props: BoundField<I> & { max?: string }) {
  const { control, name, max, ...shell } = props
  const { field, fieldState } = useController({ control, name })
  return (
    <Field {...shell} error={fieldState.error?.message}>
      {(aria) => (
        <input
          {...aria}
          ref={field.ref}
          name={name}
          onBlur={field.onBlur}
          value={field.value ? civilTime(field.value, config.timeZone) : ''}
          onChange={({ target }) => field.onChange(target.value ? instantOf(target.value, config.timeZone) : null)}
          type="datetime-local"
          max={max && civilTime(max, config.timeZone)}
          className="input"
        />
      )}
    </Field>
  )
}
