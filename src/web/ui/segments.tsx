import { useId } from 'react'
import { cx } from './class-names.ts'
import { Icon, type IconName } from './icon.tsx'

interface SegmentsProps<T extends string> {
  label: string
  /** Hides the label from sight where the options say enough. */
  quiet?: boolean
  /** On a phone only the chosen option is written out: many of them in one row, each with an icon that says which it is. */
  terse?: boolean
  value: T
  onChange: (value: T) => void
  options: readonly { value: T; label: string; icon?: IconName }[]
}

/** One of a few, all in sight, with effect at once: a view, a theme, a period. */
export function Segments<T extends string>({ label, quiet, terse, value, onChange, options }: SegmentsProps<T>) {
  const name = useId()
  return (
    <fieldset>
      <legend className={quiet ? 'sr-only' : 'label mb-1'}>{label}</legend>
      <div className="flex w-fit max-w-full flex-wrap gap-0.5 rounded-md border border-border bg-surface-secondary p-0.5">
        {options.map((option) => (
          <label
            key={option.value}
            className={cx(
              'flex min-h-12 cursor-pointer items-center gap-1.5 rounded-sm px-3 font-medium has-focus-visible:outline-2 has-focus-visible:outline-focus md:min-h-8',
              option.value === value
                ? 'bg-surface text-accent-soft-foreground shadow-sm ring-1 ring-border'
                : 'text-muted hover:text-foreground',
              terse && (option.value === value ? 'max-md:px-2' : 'max-md:w-12 max-md:justify-center'),
            )}
          >
            <input
              type="radio"
              name={name}
              className="sr-only"
              checked={option.value === value}
              onChange={() => onChange(option.value)}
            />
            {option.icon && <Icon name={option.icon} size={16} />}
            <span className={cx(terse && option.value !== value && 'max-md:sr-only')}>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
