import type { FieldValues } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { cx } from '../class-names.ts'
import { Icon, type IconName } from '../icon.tsx'
import { Field } from './field.tsx'
import type { Option } from './option.ts'
import type { BoundField } from './text-fields.tsx'
import { useField } from './use-field.ts'

export interface TreeOption extends Option {
  /** How many ancestors it has. */
  depth: number
}

const indent = '\u2003'

/** One of a few; for more than some thirty use `ComboField`. */
export function SelectField<I extends FieldValues>(
  props: BoundField<I> & { options: readonly (Option | TreeOption)[]; emptyLabel?: string },
) {
  const { control, name, options, emptyLabel, ...shell } = props
  const { t } = useTranslation()
  const { field, error } = useField({ control, name })
  return (
    <Field {...shell} error={error}>
      {(aria) => (
        <select
          {...aria}
          {...field}
          value={field.value ?? ''}
          onChange={({ target }) => field.onChange(target.value || null)}
          className="input"
        >
          {(!shell.required || !field.value) && (
            <option value="">{emptyLabel ?? t(shell.required ? 'choose' : 'none')}</option>
          )}
          {options.map((option) => (
            <option key={option.value} value={option.value}>
              {'depth' in option ? indent.repeat(option.depth) + option.label : option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

interface Node {
  id: string
  name: string
  parentId?: string | null
}

/** The options of a tree (sites, locations) in reading order, children under their parents. */
export function treeOptions(nodes: readonly Node[]): TreeOption[] {
  const ids = new Set(nodes.map(({ id }) => id))
  const under = (parent: string | null, depth: number): TreeOption[] =>
    nodes
      .filter(({ parentId }) => (parentId && ids.has(parentId) ? parentId : null) === parent)
      .sort((a, b) => a.name.localeCompare(b.name))
      .flatMap(({ id, name }) => [{ value: id, label: name, depth }, ...under(id, depth + 1)])
  return under(null, 0)
}

/** Few options with room to see them all: one press instead of two. */
export function RadioField<I extends FieldValues>(
  props: BoundField<I> & { options: readonly (Option & { icon?: IconName })[] },
) {
  const { control, name, options, ...shell } = props
  const { field, error } = useField({ control, name })
  return (
    <fieldset className={shell.className} aria-invalid={error ? true : undefined}>
      <legend className="label mb-1">{shell.label}</legend>
      <div className="flex flex-wrap gap-2">
        {options.map(({ value, label, icon }, index) => (
          <label
            key={value}
            className={cx(
              'flex min-h-12 cursor-pointer items-center gap-2 rounded-md border px-3 md:min-h-9',
              field.value === value ? 'border-accent bg-accent-soft text-accent-soft-foreground' : 'border-border',
            )}
          >
            <input
              type="radio"
              className="check"
              name={name}
              value={value}
              ref={index === 0 ? field.ref : undefined}
              checked={field.value === value}
              onChange={() => field.onChange(value)}
              onBlur={field.onBlur}
            />
            {icon && <Icon name={icon} />}
            {label}
          </label>
        ))}
      </div>
      {error && <p className="mt-1 text-xs font-medium text-danger-soft-foreground">{error}</p>}
    </fieldset>
  )
}

export function CheckField<I extends FieldValues>(props: BoundField<I>) {
  const { control, name, label, hint, className } = props
  const { field, error } = useField({ control, name })
  return (
    <div className={className}>
      <label className="flex min-h-12 cursor-pointer items-center gap-3 md:min-h-9">
        <input
          type="checkbox"
          className="check"
          ref={field.ref}
          name={name}
          checked={field.value ?? false}
          onChange={({ target }) => field.onChange(target.checked)}
          onBlur={field.onBlur}
        />
        <span>{label}</span>
      </label>
      {hint && <p className="ps-7 text-xs text-muted">{hint}</p>}
      {error && <p className="text-xs font-medium text-danger-soft-foreground">{error}</p>}
    </div>
  )
}
