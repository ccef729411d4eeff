import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Chart } from '../../ui/chart/chart.tsx'
import { Section } from '../../ui/page.tsx'
import { rowsHref } from './addresses.ts'
import { useKpiFormat } from './kpi-format.ts'
import type { Kpi, Planner } from './schema.ts'

export function Availability({ kpis }: { kpis: readonly Kpi[] }) {
  const { t } = useTranslation('kpis')
  const format = useKpiFormat()
  return (
    <Section title={t('dashboard.availability')}>
      <Chart
        kind="bars"
        label={t('dashboard.availability')}
        dimension={t('dashboard.type')}
        series={[{ key: 'availability', label: t('kpi.availability.name') }]}
        points={kpis.map(({ group, value, period }) => ({
          key: group?.key ?? '',
          label: group?.label ?? '',
          values: { availability: value },
          href: rowsHref('availability', { typeId: group?.key, from: period.from, to: period.to }),
        }))}
        format={format.value('availability')}
      />
    </Section>
  )
}

export function Pareto({ items, kpis }: { items: Planner['pareto']; kpis: readonly Kpi[] }) {
  const { t } = useTranslation('kpis')
  const format = useFormat()
  const period = kpis.find(({ id }) => id === 'failures')?.period
  return (
    <Section title={t('dashboard.pareto')}>
      {items.length === 0 ? (
        <p className="text-muted">{t('dashboard.noFailures')}</p>
      ) : (
        <Chart
          kind="pareto"
          label={t('dashboard.pareto')}
          dimension={t('dashboard.mode')}
          series={[{ key: 'failures', label: t('dashboard.failures'), tone: 'danger' }]}
          points={items.map(({ key, label, failures }) => ({
            key,
            label: label ?? t('reports.uncoded'),
            values: { failures },
            href: rowsHref('failures', { from: period?.from, to: period?.to }),
          }))}
          format={format.number}
        />
      )}
    </Section>
  )
}

const bandTones = ['success', 'info', 'warning', 'danger'] as const

export function Ageing({ ageing }: { ageing: Planner['ageing'] }) {
  const { t } = useTranslation(['kpis', 'terms'])
  const format = useFormat()
  const none = ageing.every(({ bands }) => bands.every((orders) => orders === 0))
  return (
    <Section title={t('dashboard.ageing')}>
      {none ? (
        <p className="text-muted">{t('dashboard.noOpen')}</p>
      ) : (
        <Chart
          kind="bars"
          stacked
          label={t('dashboard.ageing')}
          dimension={t('reports.key.priority')}
          series={bandTones.map((tone, band) => ({
            key: String(band),
            label: t(`dashboard.band.${band as 0 | 1 | 2 | 3}`),
            tone,
          }))}
          points={ageing.map(({ priority, bands }) => ({
            key: priority,
            label: t(`terms:priority.${priority}`),
            values: Object.fromEntries(bands.map((orders, band) => [String(band), orders])),
            href: rowsHref('mean_order_age', { priority }),
          }))}
          format={format.number}
        />
      )}
    </Section>
  )
}

export function Capacity({ weeks }: { weeks: Planner['capacity'] }) {
  const { t } = useTranslation('kpis')
  const format = useFormat()
  return (
    <Section title={t('dashboard.capacity')}>
      <ul className="grid gap-4 sm:grid-cols-2">
        {weeks.map(({ from, to, scheduledHours, availableHours }) => {
          const share = availableHours > 0 ? scheduledHours / availableHours : null
          return (
            <li key={from}>
              <p className="mb-1 flex flex-wrap justify-between gap-x-3">
                <AppLink
                  href={`/work-orders?scheduledFrom=${from}&scheduledTo=${to}`}
                  className="font-medium underline decoration-transparent hover:decoration-current"
                >
                  {t('dashboard.week', { from: format.date(from) })}
                </AppLink>
                <span className="text-muted tabular-nums">
                  {t('dashboard.load', {
                    scheduled: format.hours(scheduledHours),
                    available: format.hours(availableHours),
                  })}
                </span>
              </p>
              {share === null ? (
                <p className="text-sm text-muted">{t('dashboard.noCapacity')}</p>
              ) : (
                <>
                  <div aria-hidden="true" className="h-2 overflow-hidden rounded-full bg-surface-tertiary">
                    <div
                      className={share > 1 ? 'h-full bg-danger' : 'h-full bg-accent'}
                      style={{ width: `${Math.min(100, share * 100)}%` }}
                    />
                  </div>
                  <p
                    className={
                      share > 1 ? 'mt-1 text-sm font-medium text-danger-soft-foreground' : 'mt-1 text-sm text-muted'
                    }
                  >
                    {t(share > 1 ? 'dashboard.overloaded' : 'dashboard.share', { percent: format.percent(share, 0) })}
                  </p>
                </>
              )}
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
