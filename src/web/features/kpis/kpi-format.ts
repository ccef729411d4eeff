import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type KpiUnit, kpiCatalogue } from '../../../domain/kpi-catalogue.ts'
import { useFormat } from '../../app/i18n/format.ts'
import type { Kpi } from './schema.ts'

/** Values of KPIs in the words of the language, and their changes: a share changes by points, not by per cent. */
export function useKpiFormat() {
  const { t } = useTranslation('kpis')
  const format = useFormat()
  return useMemo(() => {
    const write: Record<KpiUnit, (value: number, decimals: number) => string> = {
      h: (value) => format.hours(value),
      '%': (value, decimals) => format.percent(value / 100, decimals),
      n: (value) => format.number(value),
      weeks: (value, decimals) => t('value.weeks', { value: format.number(value, decimals) }),
      d: (value, decimals) => t('value.days', { value: format.number(value, decimals) }),
      '/y': (value, decimals) => t('value.perYear', { value: format.number(value, decimals) }),
      money: (value) => format.money(value),
      'money/h': (value) => t('value.perHour', { value: format.money(value) }),
      'money/km': (value) => t('value.perKm', { value: format.money(value) }),
    }
    return {
      value: (id: Kpi['id']) => (value: number) => write[kpiCatalogue[id].unit](value, kpiCatalogue[id].decimals),
      change: (id: Kpi['id']) => (difference: number) =>
        kpiCatalogue[id].unit === '%'
          ? t('value.points', { value: format.number(difference, kpiCatalogue[id].decimals) })
          : write[kpiCatalogue[id].unit](difference, kpiCatalogue[id].decimals),
      period: ({ from, to }: { from: string; to: string }) =>
        t('period', { from: format.date(from), to: format.date(to) }),
    }
  }, [t, format])
}
