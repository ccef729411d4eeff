import { useDeferredValue, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { useQuantity } from './quantity.ts'
import type { PartItem } from './schema.ts'

export type Pickable = Pick<PartItem, 'id' | 'number' | 'description' | 'unit' | 'available' | 'onHand'>

/** Parts that fit the unit and lie at the site, those there are most of first; one press takes one. */
export function PartPicker({
  assetTypeId,
  siteId,
  onPick,
}: {
  assetTypeId: string
  siteId: string
  onPick: (part: Pickable) => void
}) {
  const { t } = useTranslation('inventory')
  const quantity = useQuantity()
  const [text, setText] = useState('')
  const q = useDeferredValue(text.trim()) || undefined
  const parts = query.useQuery('get', '/parts', {
    params: { query: { q, assetTypeId, siteId, sort: '-available', limit: 30 } },
  })
  return (
    <div className="grid gap-3">
      <input
        type="search"
        className="input"
        aria-label={t('picker.search')}
        placeholder={t('picker.search')}
        value={text}
        maxLength={100}
        onChange={({ target }) => setText(target.value)}
      />
      <Loaded query={parts} skeleton={<SkeletonRows rows={5} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="parts">{t('picker.nothing')}</EmptyState>
          ) : (
            <ul className="-mx-4 divide-y divide-separator border-y border-separator">
              {items.map((part) => (
                <li key={part.id}>
                  <button
                    type="button"
                    className="flex min-h-12 w-full items-center gap-3 px-4 py-2 text-start hover:bg-surface-secondary"
                    onClick={() => onPick(part)}
                  >
                    <span className="min-w-0 flex-1">
                      <span className="block [overflow-wrap:anywhere]">{part.description}</span>
                      <span className="block text-sm text-muted">
                        <span className="font-mono">{part.number}</span>
                        {part.bins.length > 0 && ` · ${part.bins.join(', ')}`}
                      </span>
                    </span>
                    <span className="tabular-nums">{quantity(part.available, part.unit)}</span>
                  </button>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </div>
  )
}
