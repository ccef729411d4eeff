import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { Facts } from '../../ui/facts.tsx'
import type { Import, ImportResult } from './schema.ts'

/** What came, or will come, of the file in figures. */
export function ResultFacts({ run, result }: { run: Import; result: ImportResult }) {
  const { t } = useTranslation('imports')
  const format = useFormat()
  const { created } = result
  const facts: [string, string][] = [
    [t('facts.rows'), format.number(result.rows)],
    [t('facts.accepted'), format.number(result.accepted)],
    [t('facts.refused'), format.number(result.refused)],
  ]
  if (created.assets > 0) facts.push([t('facts.assets'), format.number(created.assets)])
  if (created.workOrders > 0) facts.push([t('facts.workOrders'), format.number(created.workOrders)])
  if (created.meterReadings > 0) facts.push([t('facts.meterReadings'), format.number(created.meterReadings)])
  if (run.target === 'workOrders') facts.push([t('facts.cost'), format.money(result.cost)])
  return <Facts facts={facts} />
}
