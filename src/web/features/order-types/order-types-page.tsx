import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import type { components } from '../../app/api-schema.d.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { RecordListPage } from '../../ui/list/record-list-page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useArchived } from '../admin/archived-choice.tsx'
import { MasterDataMenu } from '../admin/master-data-menu.tsx'
import { MasterDataRow } from '../admin/master-data-row.tsx'
import { useName } from '../work-orders/lookups.ts'
import { OrderTypeDialog } from './order-type-dialog.tsx'

export type OrderType = components['schemas']['OrderType']

export function OrderTypesPage() {
  const { t } = useTranslation(['orderTypes', 'shell'])
  const { archived, choice } = useArchived('withArchived')
  const types = query.useQuery('get', '/order-types', { params: { query: { archived } } })
  return (
    <RecordListPage
      title={t('title')}
      lead={t('lead')}
      breadcrumbs={[{ label: t('shell:nav.admin'), href: '/admin' }]}
      narrow
      query={types}
      add={t('add')}
      filter={choice}
      empty={() => <EmptyState icon="orders">{t('empty')}</EmptyState>}
      row={(type, edit) => <TypeRow key={type.id} type={type} edit={edit} />}
      dialog={(type, close) => <OrderTypeDialog type={type} onClose={close} />}
    />
  )
}

function TypeRow({ type, edit }: { type: OrderType; edit: () => void }) {
  const { t } = useTranslation(['orderTypes', 'terms'])
  const name = useName()(type)
  return (
    <MasterDataRow
      name={name}
      code={type.code}
      predefined={type.predefined}
      archived={type.archived}
      about={
        <>
          {` · ${t(`terms:orderCategory.${type.category}`)}`}
          {type.requiresApproval && ` · ${t('approval')}`}
          {' · '}
          <AppLink href={`/work-orders?typeId=${type.id}`} className="underline">
            {t('orders')}
          </AppLink>
        </>
      }
      menu={<MasterDataMenu path="/order-types" record={type} name={name} edit={edit} removable={!type.predefined} />}
    />
  )
}
