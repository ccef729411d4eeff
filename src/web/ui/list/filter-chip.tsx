import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { buttonClass } from '../button.tsx'
import { cx } from '../class-names.ts'
import { Icon } from '../icon.tsx'
import { Popover } from '../popover.tsx'
import { FilterControl } from './filter-control.tsx'
import { type FilterField, isSet, listOf, textOf, type Values } from './filter-fields.ts'

export interface ControlOf {
  field: FilterField<Values>
  values: Values
  onChange: (change: Values) => void
}

/** A filter as one button that says what it lets through; on or off for a flag, a panel for the others. */
export function FilterChip({ field, values, onChange }: ControlOf) {
  const on = isSet(field, values)
  const shown = useShown(field, values)
  const look = cx(buttonClass('secondary', 'md'), on && 'border-accent bg-accent-soft text-accent-soft-foreground')
  if (field.kind === 'flag') {
    return (
      <button
        type="button"
        aria-pressed={on}
        className={look}
        onClick={() => onChange({ [field.name]: on ? undefined : 'true' })}
      >
        {on && <Icon name="check" size={14} />}
        {field.label}
      </button>
    )
  }
  return (
    <Popover
      label={field.label}
      className="w-64 p-2"
      trigger={(props) => (
        <button type="button" className={look} {...props}>
          {shown ? (
            <span className="max-w-56 truncate">
              {field.label}: <span className="font-semibold">{shown}</span>
            </span>
          ) : (
            field.label
          )}
          <Icon name="chevronDown" size={14} />
        </button>
      )}
    >
      <FilterControl field={field} values={values} onChange={onChange} />
    </Popover>
  )
}

function useShown(field: FilterField<Values>, values: Values): string | undefined {
  const { t } = useTranslation()
  const format = useFormat()
  const lookup = field.kind === 'lookup' ? field.lookup : null
  const id = field.kind === 'lookup' ? textOf(values, field.name) : ''
  const chosen = useQuery({
    queryKey: ['lookup', lookup?.name, 'label', id],
    queryFn: ({ signal }) => lookup?.labelOf(id, signal) ?? '',
    enabled: !!lookup && !!id,
    staleTime: 5 * 60_000,
  })
  switch (field.kind) {
    case 'options':
    case 'option': {
      const ids = listOf(values, field.name)
      const labels = field.options.filter(({ value }) => ids.includes(value)).map(({ label }) => label)
      return labels.join(', ') || undefined
    }
    case 'lookup':
      return id ? (chosen.data ?? '…') : undefined
    case 'dates': {
      const from = textOf(values, field.from)
      const to = textOf(values, field.to)
      if (from && to) return `${format.date(from)} – ${format.date(to)}`
      if (from) return t('filter.since', { date: format.date(from) })
      return to ? t('filter.until', { date: format.date(to) }) : undefined
    }
    default:
      return undefined
  }
}
