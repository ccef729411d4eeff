import { useTranslation } from 'react-i18next'
import { systemNames } from '../../../domain/system.ts'
import { useFormat } from '../../app/i18n/format.ts'
import type { Column } from '../../ui/list/columns.ts'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Section } from '../../ui/page.tsx'
import type { Import, ImportResult } from './schema.ts'

type Count = ImportResult['byYear'][number]

/** The same counts before and after: by unit, by type, by year, and by the system proposed from the text. */
export function ResultCounts({ run, result }: { run: Import; result: ImportResult }) {
  const { t, i18n } = useTranslation(['imports', 'terms'])
  const language = i18n.language === 'en' ? 'en' : 'es'
  const systems = result.bySystem
    .map(({ key, count }) => ({
      key: key === '' ? t('counts.noSystem') : systemNames[key as keyof typeof systemNames][language],
      count,
    }))
    .sort((a, b) => b.count - a.count)
  return (
    <div className="grid items-start gap-x-4 md:grid-cols-2 xl:grid-cols-4">
      <Counts title={t('counts.byAsset')} counts={result.byAsset} />
      <Counts title={t(run.target === 'meterReadings' ? 'counts.byMeter' : 'counts.byType')} counts={result.byType} />
      <Counts title={t('counts.byYear')} counts={result.byYear} />
      {run.target === 'workOrders' && <Counts title={t('counts.bySystem')} counts={systems} />}
    </div>
  )
}

function Counts({ title, counts }: { title: string; counts: readonly Count[] }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  if (counts.length === 0) return null
  const columns: Column<Count>[] = [
    { id: 'key', header: title, cell: ({ key }) => <span className="break-all">{key}</span> },
    { id: 'count', header: t('counts.count'), cell: ({ count }) => format.number(count), numeric: true, width: '7rem' },
  ]
  return (
    <Section title={title} padded={false}>
      <div className="max-h-96 overflow-y-auto">
        <SimpleTable label={title} rows={counts} columns={columns} rowKey={({ key }) => key} />
      </div>
    </Section>
  )
}
