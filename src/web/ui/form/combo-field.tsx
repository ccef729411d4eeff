import type { FieldValues } from 'react-hook-form'
import { Combobox } from './combobox.tsx'
import { Field } from './field.tsx'
import type { Lookup, Option } from './option.ts'
import type { BoundField } from './text-fields.tsx'
import { useField } from './use-field.ts'

interface ComboFieldProps<I extends FieldValues> extends BoundField<I> {
  lookup: Lookup
  /** Told as well which option it was, for what depends on it. */
  onChoose?: (option: Option | null) => void
}

/** One record of many (a unit, a person, a part), by its id. */
export function ComboField<I extends FieldValues>({ control, name, lookup, onChoose, ...shell }: ComboFieldProps<I>) {
  const { field, error } = useField({ control, name })
  return (
    <Field {...shell} error={error}>
      {(aria) => (
        <Combobox
          {...aria}
          lookup={lookup}
          value={field.value}
          inputRef={field.ref}
          onBlur={field.onBlur}
          onChange={(value, option) => {
            field.onChange(value)
            onChoose?.(option)
          }}
        />
      )}
    </Field>
  )
}
