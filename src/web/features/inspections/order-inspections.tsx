import type { ReactNode } from 'react'
import { query } from '../../app/api/client.ts'
import { AppLink } from '../../ui/app-link.tsx'

/**
 * Links to the inspections whose failed critical points a corrective order is for, versions that were corrected since
 * among them; `null` when there is none, or none that the person may see.
 */
export function useOrderInspections({ id, category }: { id: string; category: string }): ReactNode {
  const { data } = query.useQuery(
    'get',
    '/inspections',
    { params: { query: { workOrderId: id, superseded: 'true', limit: 20 } } },
    { enabled: category === 'CORRECTIVE' },
  )
  if (!data || data.items.length === 0) return null
  return (
    <span className="flex flex-wrap gap-x-3">
      {data.items.map((inspection) => (
        <AppLink key={inspection.id} href={`/inspections/${inspection.id}`} className="link">
          {inspection.number}
        </AppLink>
      ))}
    </span>
  )
}
