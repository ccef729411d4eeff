import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import type { components } from '../../app/api-schema.d.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Button } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Page } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { useArchiving } from '../../ui/use-archiving.ts'
import { SiteDialog } from './site-dialog.tsx'

export type Site = components['schemas']['Site']

/** The tree of places; a site stands under the one it belongs to. */
export function SitesPage() {
  const { t } = useTranslation(['sites', 'shell'])
  const [archived, setArchived] = useState<'false' | 'true'>('false')
  const [open, setOpen] = useState<Site | 'new' | null>(null)
  const sites = query.useQuery('get', '/sites', { params: { query: { archived } } })
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
          label={t('show')}
          quiet
          value={archived}
          onChange={setArchived}
          options={[
            { value: 'false', label: t('current') },
            { value: 'true', label: t('archived') },
          ]}
        />
      </div>
      <Loaded query={sites} skeleton={<SkeletonRows rows={4} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="pin" action={archived === 'false' && add}>
              {t(archived === 'false' ? 'empty' : 'noneArchived')}
            </EmptyState>
          ) : (
            <ul className="card divide-y divide-separator">
              {items.map((site) => (
                <SiteRow key={site.id} site={site} edit={() => setOpen(site)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {open && <SiteDialog site={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Page>
  )
}

function SiteRow({ site, edit }: { site: Site; edit: () => void }) {
  const { t } = useTranslation('sites')
  const { archive, restore } = useArchiving('/sites', site.id, site.name)
  const items = site.archivedAt
    ? [{ label: t('restore'), icon: 'undo', onSelect: restore } as const]
    : [
        { label: t('edit'), icon: 'edit', onSelect: edit } as const,
        { label: t('archive'), icon: 'archive', onSelect: archive, separated: true } as const,
      ]
  return (
    <li className="flex items-center gap-3 py-2.5 pe-3" style={{ paddingInlineStart: `${1 + site.depth * 1.5}rem` }}>
      <div className="min-w-0 flex-1">
        <p className="font-medium [overflow-wrap:anywhere]">{site.name}</p>
        <p className="text-xs text-muted">
          <span className="font-mono">{site.code}</span>
          {site.units > 0 && (
            <>
              {' · '}
              <AppLink href={`/assets?siteId=${site.id}`} className="underline">
                {t('units', { count: site.units })}
              </AppLink>
            </>
          )}
        </p>
      </div>
      <Menu label={t('actions', { name: site.name })} items={items} />
    </li>
  )
}
