import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useCan } from '../../app/session/session.ts'
import { LinkButton } from '../../ui/app-link.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { UnitDues } from '../plans/unit-dues.tsx'
import type { Asset } from './schema.ts'

/** The maintenance plans of a unit: what is open, what was done, what is to come. */
export function PlansTab({ asset }: { asset: Asset }) {
  const { t } = useTranslation('plans')
  const may = useCan()
  const plans = query.useQuery('get', '/assets/{id}/plans', { params: { path: { id: asset.id } } })
  return (
    <Loaded query={plans} skeleton={<SkeletonRows rows={3} />}>
      {({ items }) =>
        items.length === 0 ? (
          <EmptyState
            icon="calendar"
            action={
              may('plan.manage') && (
                <LinkButton href={`/plans/new?assetId=${asset.id}`} icon="plus" variant="primary">
                  {t('list.add')}
                </LinkButton>
              )
            }
          >
            {t('unit.none')}
          </EmptyState>
        ) : (
          <ul className="grid grid-cols-[minmax(0,1fr)] gap-4">
            {items.map(({ plan, ...unit }) => (
              <li key={plan.id} className="card p-4">
                <UnitDues unit={unit} plan={plan} heading={{ text: plan.name, href: `/plans/${plan.id}`, level: 2 }} />
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  )
}
