import type { HTMLInputTypeAttribute } from 'react'
import type { Control, FieldPath, FieldValues } from 'react-hook-form'
import { cx } from '../class-names.ts'
import { Field, type FieldProps } from './field.tsx'
import { useField } from './use-field.ts'

export interface BoundField<I extends FieldValues> extends FieldProps {
  // The third parameter is the schema's output, which a field does not care about.
  // biome-ignore lint/suspicious/noExplicitAny: a Control is invariant in its output type
  control: Control<I, unknown, any>
  name: FieldPath<I>
}

/** A text of nothing is `null` for a field that may be empty, so that clearing it clears the record. */
const emptied = (text: string, required: boolean | undefined) => (text === '' && !required ? null : text)

interface TextFieldProps<I extends FieldValues> extends BoundField<I> {
  type?: Extract<HTMLInputTypeAttribute, 'text' | 'email' | 'tel' | 'url' | 'date' | 'time'>
  autoComplete?: string
  maxLength?: number
  /** Codes and plates are read digit by digit. */
  mono?: boolean
  upperCase?: boolean
  placeholder?: string
}

export function TextField<I extends FieldValues>(props: TextFieldProps<I>) {
  const { control, name, type = 'text', autoComplete, maxLength, mono, upperCase, placeholder, ...shell } = props
  const { field, error } = useField({ control, name })
  return (
    <Field {...shell} error={error}>
      {(aria) => (
        <input
          {...aria}
          {...field}
          value={field.value ?? ''}
          onChange={({ target }) =>
            field.onChange(emptied(upperCase ? target.value.toUpperCase() : target.value, shell.required))
          }
          type={type}
          autoComplete={autoComplete ?? 'off'}
          maxLength={maxLength}
          placeholder={placeholder}
          className={cx('input', mono && 'font-mono')}
        />
      )}
    </Field>
  )
}

export function TextAreaField<I extends FieldValues>(props: BoundField<I> & { rows?: number; maxLength?: number }) {
  const { control, name, rows = 3, maxLength, ...shell } = props
  const { field, error } = useField({ control, name })
  return (
    <Field {...shell} error={error}>
      {(aria) => (
        <textarea
          {...aria}
          {...field}
          value={field.value ?? ''}
          onChange={({ target }) => field.onChange(emptied(target.value, shell.required))}
          rows={rows}
          maxLength={maxLength}
          className="input field-sizing-content max-h-96"
          style={{ minHeight: `calc(${rows}lh + 0.9rem)` }}
        />
      )}
    </Field>
  )
}
