import { useTranslation } from 'react-i18next'
import { useInfinite } from '../../app/api/infinite.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, ErrorState } from '../../ui/states.tsx'
import type { Plan } from './schema.ts'
import { UnitDues } from './unit-dues.tsx'

/** Each unit of the plan with what it had done and what is to come. */
export function UnitsSection({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans')
  const units = useInfinite('/plans/{id}/units', { limit: 50 }, { path: { id: plan.id } })
  return (
    <Section title={t('units.title', { count: plan.units })} padded={false}>
      {units.isPending ? (
        <SkeletonRows rows={3} />
      ) : units.problem && units.items.length === 0 ? (
        <ErrorState error={units.problem} retry={units.retry} />
      ) : units.items.length === 0 ? (
        <EmptyState icon="fleet">{t('units.none')}</EmptyState>
      ) : (
        <ul className="divide-y divide-separator">
          {units.items.map((unit) => (
            <li key={unit.asset.id} className="p-4">
              <UnitDues
                unit={unit}
                plan={plan}
                heading={{
                  text: `${unit.asset.code} · ${unit.asset.name}`,
                  href: `/assets/${unit.asset.id}?tab=plans`,
                  level: 3,
                }}
              />
            </li>
          ))}
        </ul>
      )}
      {units.hasMore && (
        <div className="p-3 text-center">
          <Button pending={units.isFetchingMore} onClick={units.fetchMore}>
            {t('more')}
          </Button>
        </div>
      )}
    </Section>
  )
}
