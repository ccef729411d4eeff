import { useTranslation } from 'react-i18next'
import { useInfinite } from '../../app/api/infinite.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Chart } from '../../ui/chart/chart.tsx'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Section } from '../../ui/page.tsx'
import { RiskBadge } from './risk-badge.tsx'
import { useRiskWords } from './risk-words.ts'
import type { Scorecard } from './schema.ts'

const drawn = [
  { key: 'hits', tone: 'success' },
  { key: 'prevented', tone: 'info' },
  { key: 'false', tone: 'warning' },
  { key: 'unknown', tone: 'neutral' },
  { key: 'misses', tone: 'danger' },
] as const

/** How alerts ended, month by month; misses stand beside hits. */
export function ScorecardSections({ card }: { card: Scorecard }) {
  const { t } = useTranslation('predictions')
  const format = useFormat()
  return (
    <>
      <Section title={t('card.title')}>
        <p className="mb-3 text-sm text-muted">{t('card.lead')}</p>
        <Chart
          kind="bars"
          label={t('card.title')}
          dimension={t('card.month')}
          series={drawn.map(({ key, tone }) => ({ key, tone, label: t(`card.${key}`) }))}
          points={card.months.toReversed().map(({ month, ...counts }) => ({
            key: month,
            label: month,
            values: { ...counts },
          }))}
          format={format.number}
        />
      </Section>
      <Misses misses={card.misses} />
      <Ledger />
    </>
  )
}

function Misses({ misses }: Pick<Scorecard, 'misses'>) {
  const { t } = useTranslation('predictions')
  const format = useFormat()
  const { systemName } = useRiskWords()
  return (
    <Section title={t('card.missesTitle')} padded={misses.length === 0}>
      {misses.length === 0 ? (
        <p className="text-muted">{t('card.noMisses')}</p>
      ) : (
        <SimpleTable
          label={t('card.missesTitle')}
          rows={misses}
          rowKey={({ workOrder }) => workOrder.id}
          rowHref={({ workOrder }) => `/work-orders/${workOrder.id}`}
          columns={[
            { id: 'order', header: t('card.order'), cell: ({ workOrder: w }) => `${w.number} · ${w.title}` },
            { id: 'unit', header: t('card.unit'), cell: ({ asset }) => asset.code },
            { id: 'system', header: t('card.system'), cell: ({ system }) => systemName(system) ?? '—' },
            { id: 'when', header: t('card.when'), cell: ({ failedAt }) => format.date(failedAt) },
            {
              id: 'said',
              header: t('card.said'),
              numeric: true,
              cell: ({ probability }) => (probability === null ? '—' : format.percent(probability, 0)),
            },
          ]}
        />
      )}
    </Section>
  )
}

function Ledger() {
  const { t } = useTranslation('predictions')
  const format = useFormat()
  const { systemName } = useRiskWords()
  const alerts = useInfinite('/predictions/alerts', { limit: 20 })
  return (
    <Section title={t('card.ledger')} padded={alerts.items.length === 0}>
      {alerts.items.length === 0 ? (
        <p className="text-muted">{t('card.noAlerts')}</p>
      ) : (
        <SimpleTable
          label={t('card.ledger')}
          rows={alerts.items}
          rowKey={({ id }) => id}
          columns={[
            {
              id: 'unit',
              header: t('card.unit'),
              cell: ({ asset, system }) => (
                <AppLink href={`/assets/${asset.id}`} className="underline">
                  {[asset.code, systemName(system)].filter(Boolean).join(' · ')}
                </AppLink>
              ),
            },
            { id: 'raised', header: t('card.raised'), cell: ({ raisedAt }) => format.date(raisedAt) },
            { id: 'risk', header: t('card.risk'), cell: ({ riskClass }) => <RiskBadge riskClass={riskClass} /> },
            {
              id: 'made',
              header: t('card.made'),
              cell: ({ advice, workOrder }) => (
                <>
                  {t(`advice.${advice}`)}
                  {workOrder && (
                    <AppLink href={`/work-orders/${workOrder.id}`} className="ms-2 underline">
                      {workOrder.number}
                    </AppLink>
                  )}
                </>
              ),
            },
            { id: 'ended', header: t('card.ended'), cell: ({ outcome }) => t(`outcome.${outcome ?? 'OPEN'}`) },
          ]}
        />
      )}
    </Section>
  )
}
