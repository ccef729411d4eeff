import { useTranslation } from 'react-i18next'
import { useInfinite } from '../../app/api/infinite.ts'
import { Paged } from '../../ui/list/paged.tsx'
import { Section } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import type { Plan } from './schema.ts'
import { UnitDues } from './unit-dues.tsx'

/** Each unit of the plan with what it had done and what is to come. */
export function UnitsSection({ plan }: { plan: Plan }) {
  const { t } = useTranslation('plans')
  const units = useInfinite('/plans/{id}/units', { limit: 50 }, { path: { id: plan.id } })
  return (
    <Section title={t('units.title', { count: plan.units })} padded={false}>
      <Paged list={units} rows={3} empty={<EmptyState icon="fleet">{t('units.none')}</EmptyState>}>
        {(items) => (
          <ul className="divide-y divide-separator">
            {items.map((unit) => (
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
      </Paged>
    </Section>
  )
}
