import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { SimpleTable } from '../../ui/list/simple-table.tsx'
import { Section } from '../../ui/page.tsx'
import { DemoBadge, RiskBadge } from './risk-badge.tsx'
import { useRiskWords } from './risk-words.ts'

/** On the dashboard: what will fail, and how right the alerts of this month and the last were. */
export function HighRiskSection() {
  const { t } = useTranslation('predictions')
  const format = useFormat()
  const words = useRiskWords()
  const { data } = query.useQuery('get', '/predictions/high-risk', {}, { refetchInterval: 60_000 })
  if (!data) return null
  const { state, items, isDemo, months } = data
  const ready = state === 'READY' || state === 'RANKING_ONLY'
  return (
    <Section
      title={t('dashboard.title')}
      padded={!ready}
      actions={
        <>
          {ready && isDemo && <DemoBadge />}
          <AppLink href="/predictions" className="py-1 text-sm font-medium text-accent-soft-foreground hover:underline">
            {t('dashboard.all')}
          </AppLink>
        </>
      }
    >
      {ready ? (
        <>
          <SimpleTable
            label={t('dashboard.title')}
            rows={items}
            rowKey={({ id }) => id}
            rowHref={({ asset }) => `/assets/${asset.id}`}
            columns={[
              { id: 'unit', header: t('dashboard.unit'), cell: ({ asset }) => `${asset.code} · ${asset.name}` },
              {
                id: 'risk',
                header: t('dashboard.risk'),
                cell: (one) => <RiskBadge riskClass={one.riskClass} />,
                card: 'mark',
              },
              { id: 'like', header: t('dashboard.like'), cell: (one) => words.like(one), card: 'lead' },
              {
                id: 'order',
                header: t('dashboard.order'),
                cell: ({ alert }) =>
                  alert?.workOrder ? (
                    <AppLink href={`/work-orders/${alert.workOrder.id}`} className="underline">
                      {alert.workOrder.number}
                    </AppLink>
                  ) : (
                    '—'
                  ),
              },
            ]}
          />
          <ul className="px-4 py-2 text-sm text-muted">
            {months.map(({ month, hits, misses, alerts }) => (
              <li key={month}>
                {t('dashboard.month', {
                  month: format.civil(month, { month: 'long' }),
                  hits: format.number(hits),
                  misses: format.number(misses),
                  alerts: format.number(alerts),
                })}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p className="text-muted">{t(`state.${state}`)}</p>
      )}
    </Section>
  )
}
