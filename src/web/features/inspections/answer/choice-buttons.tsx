import { useId } from 'react'
import { cx } from '../../../ui/class-names.ts'
import { Icon, type IconName } from '../../../ui/icon.tsx'

interface ChoiceProps<T extends string> {
  legend: string
  /** The question stands beside the buttons already; only a screen reader needs it again. */
  quiet?: boolean
  value: T | null
  onChange: (value: T) => void
  options: readonly { value: T; label: string; icon?: IconName | undefined; bad?: boolean }[]
}

/** Big buttons for gloves and sun: one of a few, nothing chosen at first. */
export function ChoiceButtons<T extends string>({ legend, quiet, value, onChange, options }: ChoiceProps<T>) {
  const name = useId()
  return (
    <fieldset>
      <legend className={quiet ? 'sr-only' : 'label mb-1'}>{legend}</legend>
      <div className="grid auto-cols-fr grid-flow-col gap-2">
        {options.map(({ value: option, label, icon, bad }) => {
          const chosen = option === value
          return (
            <label
              key={option}
              className={cx(
                'flex min-h-12 cursor-pointer items-center justify-center gap-1.5 rounded-md border px-2 text-center font-medium has-focus-visible:outline-2 has-focus-visible:outline-focus',
                !chosen && 'border-border bg-surface',
                chosen && !bad && 'border-success bg-success-soft text-success-soft-foreground',
                chosen && bad && 'border-danger bg-danger-soft text-danger-soft-foreground',
              )}
            >
              <input type="radio" name={name} className="sr-only" checked={chosen} onChange={() => onChange(option)} />
              {icon && <Icon name={icon} size={16} className="shrink-0" />}
              {label}
            </label>
          )
        })}
      </div>
    </fieldset>
  )
}
