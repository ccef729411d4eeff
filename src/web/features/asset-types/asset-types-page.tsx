import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import type { components } from '../../app/api-schema.d.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { RecordListPage } from '../../ui/list/record-list-page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useArchiving } from '../../ui/use-archiving.ts'
import { useArchived } from '../admin/archived-choice.tsx'
import { MasterDataRow } from '../admin/master-data-row.tsx'
import { RecordMenu } from '../admin/record-menu.tsx'
import { AssetTypeDialog } from './asset-type-dialog.tsx'

export type AssetType = components['schemas']['AssetType']

export function AssetTypesPage() {
  const { t } = useTranslation(['assetTypes', 'shell'])
  const { archived, choice } = useArchived('onlyArchived')
  const types = query.useQuery('get', '/asset-types', { params: { query: { archived } } })
  return (
    <RecordListPage
      title={t('title')}
      lead={t('lead')}
      breadcrumbs={[{ label: t('shell:nav.admin'), href: '/admin' }]}
      narrow
      query={types}
      add={t('add')}
      filter={choice}
      empty={() => <EmptyState icon="fleet">{t('noneArchived')}</EmptyState>}
      row={(type, edit) => <TypeRow key={type.id} type={type} edit={edit} />}
      dialog={(type, close) => <AssetTypeDialog type={type} onClose={close} />}
    />
  )
}

function TypeRow({ type, edit }: { type: AssetType; edit: () => void }) {
  const { t } = useTranslation(['assetTypes', 'terms'])
  const archiving = useArchiving('/asset-types', type.id, type.name)
  const meters = [type.hasHours && t('terms:meter.HOURS'), type.hasKm && t('terms:meter.KM')].filter(Boolean)
  return (
    <MasterDataRow
      name={type.name}
      code={type.code}
      predefined={type.predefined}
      about={
        <>
          {` · ${meters.length > 0 ? meters.join(', ') : t('noMeters')}`}
          {type.assets > 0 && (
            <>
              {' · '}
              <AppLink href={`/assets?kind=ALL&typeId=${type.id}`} className="underline">
                {t('units', { count: type.assets })}
              </AppLink>
            </>
          )}
        </>
      }
      menu={<RecordMenu name={type.name} archived={type.archivedAt !== null} edit={edit} {...archiving} />}
    />
  )
}
