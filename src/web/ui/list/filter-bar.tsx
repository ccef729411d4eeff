import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../button.tsx'
import { Dialog } from '../dialog.tsx'
import { usePhone } from '../use-media.ts'
import { FilterChip } from './filter-chip.tsx'
import { FilterControl } from './filter-control.tsx'
import { type FilterField, isSet, namesOf, type Values } from './filter-fields.ts'
import { SearchInput } from './search-input.tsx'

interface FilterBarProps<F> {
  fields: readonly FilterField<F>[]
  value: F
  onChange: (change: Partial<F>) => void
}

/** Filters in sight on a desk; the others show while they narrow, and wait behind a button otherwise. */
const inSight = 6

/** Narrows a list; on a phone everything but the free text waits behind one button. */
export function FilterBar<F extends object>({ fields: typed, value, onChange: change }: FilterBarProps<F>) {
  const { t } = useTranslation()
  const phone = usePhone()
  const [open, setOpen] = useState(false)
  const fields = typed as readonly FilterField<Values>[]
  const values = value as Values
  const onChange = change as (change: Values) => void
  const search = fields.find((field) => field.kind === 'search')
  const rest = fields.filter((field) => field.kind !== 'search')
  const set = rest.filter((field) => isSet(field, values))
  const shown = rest.filter((field, at) => at < inSight || rest.length <= inSight + 1 || set.includes(field))
  const count = phone ? set.length : 0
  const clear = () => onChange(Object.fromEntries(fields.flatMap(namesOf).map((name) => [name, undefined])))

  return (
    <search className="flex flex-wrap items-center gap-2" aria-label={t('filter.label')}>
      {search && (
        <SearchInput
          label={search.label}
          value={values[search.name]}
          onChange={(text) => onChange({ [search.name]: text })}
        />
      )}
      {!phone &&
        shown.map((field) => (
          <FilterChip key={namesOf(field).join()} field={field} values={values} onChange={onChange} />
        ))}
      {(phone ? rest.length > 0 : shown.length < rest.length) && (
        <Button icon="filter" aria-haspopup="dialog" onClick={() => setOpen(true)}>
          {count ? t('filter.openWith', { count }) : t(phone ? 'filter.open' : 'filter.more')}
        </Button>
      )}
      {(set.length > 0 || (search && isSet(search, values))) && !phone && (
        <Button variant="ghost" size="sm" icon="close" onClick={clear}>
          {t('filter.clear')}
        </Button>
      )}
      {open && (
        <Dialog
          side
          title={t('filter.open')}
          onClose={() => setOpen(false)}
          footer={
            <>
              <Button onClick={clear}>{t('filter.clear')}</Button>
              <Button variant="primary" onClick={() => setOpen(false)}>
                {t('filter.done')}
              </Button>
            </>
          }
        >
          <div className="grid gap-5">
            {rest.map((field) => (
              <FilterControl key={namesOf(field).join()} field={field} values={values} onChange={onChange} labelled />
            ))}
          </div>
        </Dialog>
      )}
    </search>
  )
}
