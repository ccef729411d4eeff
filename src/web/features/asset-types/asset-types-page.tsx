import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import type { components } from '../../app/api-schema.d.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Page } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { useArchiving } from '../../ui/use-archiving.ts'
import { AssetTypeDialog } from './asset-type-dialog.tsx'

export type AssetType = components['schemas']['AssetType']

export function AssetTypesPage() {
  const { t } = useTranslation(['assetTypes', 'shell'])
  const [archived, setArchived] = useState<'false' | 'true'>('false')
  const [open, setOpen] = useState<AssetType | 'new' | null>(null)
  const types = query.useQuery('get', '/asset-types', { params: { query: { archived } } })
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
      <Loaded query={types} skeleton={<SkeletonRows rows={5} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="fleet">{t('noneArchived')}</EmptyState>
          ) : (
            <ul className="card divide-y divide-separator">
              {items.map((type) => (
                <TypeRow key={type.id} type={type} edit={() => setOpen(type)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {open && <AssetTypeDialog type={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Page>
  )
}

function TypeRow({ type, edit }: { type: AssetType; edit: () => void }) {
  const { t } = useTranslation(['assetTypes', 'terms'])
  const { archive, restore } = useArchiving('/asset-types', type.id, type.name)
  const items = type.archivedAt
    ? [{ label: t('restore'), icon: 'undo', onSelect: restore } as const]
    : [
        { label: t('edit'), icon: 'edit', onSelect: edit } as const,
        { label: t('archive'), icon: 'archive', onSelect: archive, separated: true } as const,
      ]
  const meters = [type.hasHours && t('terms:meter.HOURS'), type.hasKm && t('terms:meter.KM')].filter(Boolean)
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span className="[overflow-wrap:anywhere]">{type.name}</span>
          {type.predefined && (
            <Badge icon="lock" tone="neutral">
              {t('predefined')}
            </Badge>
          )}
        </p>
        <p className="text-xs text-muted">
          <span className="font-mono">{type.code}</span>
          {` · ${meters.length > 0 ? meters.join(', ') : t('noMeters')}`}
          {type.assets > 0 && (
            <>
              {' · '}
              <AppLink href={`/assets?kind=ALL&typeId=${type.id}`} className="underline">
                {t('units', { count: type.assets })}
              </AppLink>
            </>
          )}
        </p>
      </div>
      <Menu label={t('actions', { name: type.name })} items={items} />
    </li>
  )
}
