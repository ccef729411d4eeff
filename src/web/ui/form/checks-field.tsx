import type { FieldValues } from 'react-hook-form'
import type { TreeOption } from './choice-fields.tsx'
import type { Option } from './option.ts'
import type { BoundField } from './text-fields.tsx'
import { useField } from './use-field.ts'

/** Any of some: every choice in sight, in columns where there is room; the value is the list of those checked. */
export function ChecksField<I extends FieldValues>(
  props: BoundField<I> & { options: readonly (Option | TreeOption)[] },
) {
  const { control, name, options, label, hint, required, className } = props
  const { field, error } = useField({ control, name })
  const chosen: readonly string[] = field.value ?? []
  const toggle = (value: string) =>
    field.onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])
  return (
    <fieldset className={className} aria-invalid={error ? true : undefined}>
      <legend className="label">
        {label}
        {required && (
          <span className="text-danger" aria-hidden="true">
            {' *'}
          </span>
        )}
      </legend>
      {hint && <p className="text-xs text-muted">{hint}</p>}
      <div className="mt-1 grid gap-x-4 sm:grid-cols-2">
        {options.map((option, index) => (
          <label
            key={option.value}
            className="flex min-h-12 cursor-pointer items-center gap-3 md:min-h-9"
            style={'depth' in option ? { paddingInlineStart: `${option.depth * 1.25}rem` } : undefined}
          >
            <input
              type="checkbox"
              className="check"
              name={name}
              ref={index === 0 ? field.ref : undefined}
              checked={chosen.includes(option.value)}
              onChange={() => toggle(option.value)}
              onBlur={field.onBlur}
            />
            <span className="min-w-0">{option.label}</span>
          </label>
        ))}
      </div>
      {error && <p className="mt-1 text-xs font-medium text-danger-soft-foreground">{error}</p>}
    </fieldset>
  )
}
