import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Decisions } from './decisions.tsx'
import { Reasons } from './reasons.tsx'
import { DemoBadge, RiskBadge } from './risk-badge.tsx'
import { useRiskWords } from './risk-words.ts'
import type { Prediction } from './schema.ts'

/** A risk: words first, then figures, reasons, and what to do. */
export function RiskCard({ prediction }: { prediction: Prediction }) {
  const { t } = useTranslation('predictions')
  const format = useFormat()
  const words = useRiskWords()
  const { asset, site, typeName, system, riskClass, rank, isDemo } = prediction
  const figures = words.figures(prediction)
  return (
    <article className="card grid gap-3 p-4 lg:grid-cols-[minmax(0,5fr)_minmax(0,4fr)]">
      <div className="grid min-w-0 content-start gap-1.5">
        <p className="flex flex-wrap items-center gap-2 text-xs text-muted">
          <span className="tabular-nums">{t('rank', { rank: format.number(rank) })}</span>
          <RiskBadge riskClass={riskClass} />
          {isDemo && <DemoBadge />}
        </p>
        <h2 className="text-base font-semibold">
          <AppLink href={`/assets/${asset.id}`} className="hover:underline [overflow-wrap:anywhere]">
            {[`${asset.code} · ${asset.name}`, words.systemName(system)].filter(Boolean).join(' · ')}
          </AppLink>
        </h2>
        <p className="font-medium">{words.like(prediction)}</p>
        {figures && <p className="text-sm text-muted tabular-nums">{figures}</p>}
        <p className="text-xs text-muted">{[typeName, site.name].join(' · ')}</p>
        <Decisions prediction={prediction} />
      </div>
      <Reasons reasons={prediction.reasons} />
    </article>
  )
}
