import { useTranslation } from 'react-i18next'
import { kpiCatalogue } from '../../../domain/kpi-catalogue.ts'
import { KpiTile } from '../../ui/kpi-tile.tsx'
import { type KpiFilter, rowsHref } from './addresses.ts'
import { useKpiFormat } from './kpi-format.ts'
import type { Kpi } from './schema.ts'

const better = { HIGHER: 'higher', LOWER: 'lower', NONE: undefined } as const

interface KpiCardProps {
  kpi: Kpi
  filter?: KpiFilter
  /** The period in words, where it is not the one of the page. */
  period?: string
}

/** One KPI with its definition, n, period, change and interval; the number opens the records behind it. */
export function KpiCard({ kpi, filter = {}, period }: KpiCardProps) {
  const { t } = useTranslation('kpis')
  const format = useKpiFormat()
  const write = format.value(kpi.id)
  const { lower, upper, basis } = kpi
  return (
    <KpiTile
      name={t(`kpi.${kpi.id}.name`)}
      definition={() => (
        <>
          <p>{t(`kpi.${kpi.id}.definition`)}</p>
          <p className="mt-2 text-muted">{t(`kpi.${kpi.id}.edge`)}</p>
          {basis && <p className="mt-2 text-muted">{t(`basis.${basis}`)}</p>}
        </>
      )}
      value={kpi.value}
      format={write}
      n={kpi.n}
      period={period ?? format.period(kpi.period)}
      previous={kpi.previous}
      formatChange={format.change(kpi.id)}
      better={better[kpiCatalogue[kpi.id].better]}
      interval={lower !== undefined && upper !== undefined ? [lower, upper] : null}
      bound={kpi.value === null && lower !== undefined ? t('value.atLeast', { value: write(lower) }) : undefined}
      href={rowsHref(kpi.id, { ...filter, from: kpi.period.from, to: kpi.period.to })}
    />
  )
}
