import { useTranslation } from 'react-i18next'
import { Section } from '../../ui/page.tsx'
import { Later } from '../../ui/states.tsx'
import { HighRiskSection } from '../predictions/high-risk-section.tsx'
import { KpiCard } from './kpi-card.tsx'
import { Ageing, Availability, Capacity, Pareto } from './planner-charts.tsx'
import { Attention, UnitsDown, WorstUnits } from './planner-lists.tsx'
import type { Planner } from './schema.ts'

/** Answers in order: what is down now, what waits, how the fleet does, what it costs, and where to look next. */
export function PlannerDashboard({ data }: { data: Planner }) {
  const { t } = useTranslation('kpis')
  return (
    <>
      <UnitsDown down={data.down} />
      <Attention orders={data.orders} />
      <Later>
        <HighRiskSection />
        <Later>
          <Section title={t('dashboard.figures')}>
            <p className="mb-3 text-sm text-muted">{t('dashboard.lead')}</p>
            <div className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
              {data.kpis.map((kpi) => (
                <KpiCard key={kpi.id} kpi={kpi} period={kpi.id === 'cost' ? t('dashboard.thisMonth') : undefined} />
              ))}
            </div>
          </Section>
          <Later>
            <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 xl:grid-cols-[repeat(2,minmax(0,1fr))]">
              <Availability kpis={data.availability} />
              <Pareto items={data.pareto} kpis={data.kpis} />
              <Later>
                <WorstUnits worst={data.worst} kpis={data.kpis} />
                <Ageing ageing={data.ageing} />
              </Later>
            </div>
            <Later>
              <Capacity weeks={data.capacity} />
            </Later>
          </Later>
        </Later>
      </Later>
    </>
  )
}
