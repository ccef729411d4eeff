import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Section } from '../../ui/page.tsx'
import type { Person } from './schema.ts'

/** Labour is costed at the rate of its day, so earlier rates stay in force for earlier work. */
export function RatesSection({ rates }: { rates: Person['rates'] }) {
  const { t } = useTranslation('people')
  const format = useFormat()
  if (rates.length === 0) return null
  return (
    <Section title={t('rates.title')} padded={false}>
      <SimpleTable
        label={t('rates.title')}
        rows={rates}
        rowKey={({ from }) => from}
        columns={[
          { id: 'from', header: t('rates.from'), cell: ({ from }) => format.date(from) },
          { id: 'rate', header: t('field.hourlyRate'), numeric: true, cell: ({ rate }) => format.money(rate) },
        ]}
      />
    </Section>
  )
}
