import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Section } from '../../ui/page.tsx'
import { Decisions } from './decisions.tsx'
import { Reasons } from './reasons.tsx'
import { DemoBadge, RiskBadge } from './risk-badge.tsx'
import { useRiskWords } from './risk-words.ts'

/** What may fail in a unit: its own risk in words, and the systems at most risk. */
export function UnitRisk({ assetId }: { assetId: string }) {
  const { t } = useTranslation('predictions')
  const format = useFormat()
  const words = useRiskWords()
  const { data } = query.useQuery('get', '/predictions/units/{id}', { params: { path: { id: assetId } } })
  if (!data || (data.state !== 'READY' && data.state !== 'RANKING_ONLY')) return null
  const { whole, systems, isDemo } = data
  return (
    <Section
      title={t('unit.title')}
      actions={
        <AppLink href="/predictions/accuracy" className="py-1 text-sm underline">
          {t('unit.link')}
        </AppLink>
      }
    >
      {whole ? (
        <div className="grid gap-2">
          <p className="flex flex-wrap gap-2">
            <RiskBadge riskClass={whole.riskClass} />
            {isDemo && <DemoBadge />}
          </p>
          <p className="font-medium">{words.like(whole)}</p>
          {whole.probability !== null && <p className="text-sm text-muted tabular-nums">{words.figures(whole)}</p>}
          <Reasons reasons={whole.reasons} />
          <Decisions prediction={whole} />
          {systems.length > 0 && (
            <>
              <h3 className="mt-2 text-sm font-semibold">{t('unit.systems')}</h3>
              <ul className="divide-y divide-separator">
                {systems.map((one) => (
                  <li key={one.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
                    <span className="min-w-0 flex-1">{words.systemName(one.system)}</span>
                    <RiskBadge riskClass={one.riskClass} />
                    {one.probability !== null && (
                      <span className="text-sm text-muted tabular-nums">{format.percent(one.probability, 0)}</span>
                    )}
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
      ) : (
        <p className="text-muted">{t('unit.none')}</p>
      )}
    </Section>
  )
}
