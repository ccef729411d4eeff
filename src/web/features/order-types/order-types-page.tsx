import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import type { components } from '../../app/api-schema.d.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { MasterDataMenu } from '../admin/master-data-menu.tsx'
import { useName } from '../work-orders/lookups.ts'
import { OrderTypeDialog } from './order-type-dialog.tsx'

export type OrderType = components['schemas']['OrderType']

export function OrderTypesPage() {
  const { t } = useTranslation(['orderTypes', 'masterData', 'shell'])
  const [archived, setArchived] = useState<'false' | 'true'>('false')
  const [open, setOpen] = useState<OrderType | 'new' | null>(null)
  const types = query.useQuery('get', '/order-types', { params: { query: { archived } } })
  const add = (
    <Button variant="primary" icon="plus" onClick={() => setOpen('new')}>
      {t('add')}
    </Button>
  )
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      breadcrumbs={[{ label: t('shell:nav.admin'), href: '/admin' }]}
      actions={add}
      narrow
    >
      <div className="mb-3">
        <Segments
          label={t('masterData:show')}
          quiet
          value={archived}
          onChange={setArchived}
          options={[
            { value: 'false', label: t('masterData:current') },
            { value: 'true', label: t('masterData:withArchived') },
          ]}
        />
      </div>
      <Loaded query={types} skeleton={<SkeletonRows rows={8} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="orders">{t('empty')}</EmptyState>
          ) : (
            <ul className="card divide-y divide-separator">
              {items.map((type) => (
                <TypeRow key={type.id} type={type} edit={() => setOpen(type)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {open && <OrderTypeDialog type={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Page>
  )
}

function TypeRow({ type, edit }: { type: OrderType; edit: () => void }) {
  const { t } = useTranslation(['orderTypes', 'masterData', 'terms'])
  const name = useName()
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="[overflow-wrap:anywhere]">{name(type)}</span>
          {type.predefined && (
            <Badge icon="lock" tone="neutral">
              {t('masterData:predefined')}
            </Badge>
          )}
          {type.archived && (
            <Badge icon="archive" tone="neutral">
              {t('masterData:archived')}
            </Badge>
          )}
        </p>
        <p className="text-xs text-muted">
          <span className="font-mono">{type.code}</span>
          {` · ${t(`terms:orderCategory.${type.category}`)}`}
          {type.requiresApproval && ` · ${t('approval')}`}
          {' · '}
          <AppLink href={`/work-orders?typeId=${type.id}`} className="underline">
            {t('orders')}
          </AppLink>
        </p>
      </div>
      <MasterDataMenu path="/order-types" record={type} name={name(type)} edit={edit} removable={!type.predefined} />
    </li>
  )
}
