import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { useYear } from './year.ts'

/** Three years back, for comparison, and the next one, which is planned in this. */
export function YearSelect() {
  const { t } = useTranslation('budgets')
  const { year, running, setYear } = useYear()
  const id = useId()
  const years = [...new Set([year, running + 1, running, running - 1, running - 2, running - 3])].sort((a, b) => b - a)
  return (
    <div className="flex items-center gap-2">
      <label htmlFor={id} className="label">
        {t('year')}
      </label>
      <select id={id} className="input w-auto" value={year} onChange={({ target }) => setYear(Number(target.value))}>
        {years.map((one) => (
          <option key={one} value={one}>
            {one}
          </option>
        ))}
      </select>
    </div>
  )
}
