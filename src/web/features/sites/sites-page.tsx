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
import { SiteDialog } from './site-dialog.tsx'

export type Site = components['schemas']['Site']

/** The tree of places; a site stands under the one it belongs to. */
export function SitesPage() {
  const { t } = useTranslation(['sites', 'shell'])
  const { archived, choice } = useArchived('onlyArchived')
  const sites = query.useQuery('get', '/sites', { params: { query: { archived } } })
  return (
    <RecordListPage
      title={t('title')}
      lead={t('lead')}
      breadcrumbs={[{ label: t('shell:nav.admin'), href: '/admin' }]}
      narrow
      query={sites}
      add={t('add')}
      filter={choice}
      empty={(add) => (
        <EmptyState icon="pin" action={archived === 'false' && add}>
          {t(archived === 'false' ? 'empty' : 'noneArchived')}
        </EmptyState>
      )}
      row={(site, edit) => <SiteRow key={site.id} site={site} edit={edit} />}
      dialog={(site, close) => <SiteDialog site={site} onClose={close} />}
    />
  )
}

function SiteRow({ site, edit }: { site: Site; edit: () => void }) {
  const { t } = useTranslation('sites')
  const archiving = useArchiving('/sites', site.id, site.name)
  return (
    <MasterDataRow
      name={site.name}
      code={site.code}
      depth={site.depth}
      about={
        site.units > 0 && (
          <>
            {' · '}
            <AppLink href={`/assets?siteId=${site.id}`} className="underline">
              {t('units', { count: site.units })}
            </AppLink>
          </>
        )
      }
      menu={<RecordMenu name={site.name} archived={site.archivedAt !== null} edit={edit} {...archiving} />}
    />
  )
}
