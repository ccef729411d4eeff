import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/form/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { Choice } from './values-step.tsx'

/** Longer lists open on demand: a page of a thousand choices helps nobody. */
const atFirst = 40

interface EquivalentRowsProps {
  label: string
  values: readonly { value: string; count: number }[]
  choices: readonly Choice[]
  codeOf: (value: string) => string | null
  onChange: (value: string, code: string | null) => void
}

/** Their words, how often each occurs, and what it is to us. */
export function EquivalentRows({ label, values, choices, codeOf, onChange }: EquivalentRowsProps) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const [all, setAll] = useState(false)
  const shown = all ? values : values.slice(0, atFirst)
  return (
    <>
      <ul className="divide-y divide-separator">
        {shown.map(({ value, count }) => {
          const code = codeOf(value)
          return (
            <li
              key={value}
              className="grid items-end gap-x-6 gap-y-1 px-4 py-2 sm:grid-cols-[minmax(0,1fr)_minmax(0,20rem)]"
            >
              <p className="flex min-w-0 flex-wrap items-center gap-x-3 sm:min-h-9">
                <span className="font-mono break-all">{value}</span>
                <span className="text-xs text-muted">{t('values.rows', { count, rows: format.number(count) })}</span>
                {code === null && (
                  <span className="flex items-center gap-1 text-xs font-medium text-danger-soft-foreground">
                    <Icon name="warning" size={14} />
                    {t('values.refused')}
                  </span>
                )}
              </p>
              <Field label={t('values.equals', { field: label, value })}>
                {(aria) => (
                  <select
                    {...aria}
                    className="input"
                    value={code ?? ''}
                    onChange={({ target }) => onChange(value, target.value || null)}
                  >
                    <option value="">{t('values.nothing')}</option>
                    {choices.map(({ code: ours, name }) => (
                      <option key={ours} value={ours}>
                        {name}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
            </li>
          )
        })}
      </ul>
      {shown.length < values.length && (
        <div className="border-t border-separator p-3">
          <Button size="sm" onClick={() => setAll(true)}>
            {t('values.showAll', { count: values.length })}
          </Button>
        </div>
      )}
    </>
  )
}
