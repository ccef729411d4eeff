import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../../app/api/client.ts'
import { useFormat } from '../../../app/i18n/format.ts'
import { useCan } from '../../../app/session/session.ts'
import { AppLink, LinkButton } from '../../../ui/app-link.tsx'
import { Badge } from '../../../ui/badge.tsx'
import { Menu, type MenuItem } from '../../../ui/menu.tsx'
import { Page } from '../../../ui/page.tsx'
import { Segments } from '../../../ui/segments.tsx'
import { SkeletonRows } from '../../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../../ui/states.tsx'
import { useArchiving } from '../../../ui/use-archiving.ts'
import type { ChecklistItem } from '../schema.ts'
import { usePointName } from '../words.ts'

/** What is asked of which unit. */
export function ChecklistsPage() {
  const { t } = useTranslation('inspections')
  const may = useCan()
  const [archived, setArchived] = useState<'false' | 'true'>('false')
  const checklists = query.useQuery('get', '/checklists', { params: { query: { archived } } })
  const add = may('checklist.manage') && (
    <LinkButton href="/inspections/checklists/new" variant="primary" icon="plus">
      {t('checklists.add')}
    </LinkButton>
  )
  return (
    <Page
      title={t('checklists.title')}
      lead={t('checklists.lead')}
      breadcrumbs={[{ label: t('title'), href: '/inspections' }]}
      actions={add}
      narrow
    >
      <Segments
        label={t('checklists.show')}
        quiet
        value={archived}
        onChange={setArchived}
        options={[
          { value: 'false', label: t('checklists.current') },
          { value: 'true', label: t('checklists.archived') },
        ]}
      />
      <Loaded query={checklists} skeleton={<SkeletonRows rows={5} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="list">{t('checklists.none')}</EmptyState>
          ) : (
            <ul className="card divide-y divide-separator">
              {items.map((item) => (
                <Row key={item.id} item={item} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </Page>
  )
}

function Row({ item }: { item: ChecklistItem }) {
  const { t } = useTranslation('inspections')
  const format = useFormat()
  const name = usePointName()
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-2">
          <AppLink href={`/inspections/checklists/${item.id}`} className="font-medium hover:underline">
            {name({ es: item.nameEs, en: item.nameEn })}
          </AppLink>
          {item.predefined && <Badge icon="lock">{t('checklists.predefined')}</Badge>}
        </p>
        <p className="text-xs text-muted">
          <span className="font-mono">{item.code}</span>
          {` · ${item.assetType.name} · ${t('checklists.points', { count: item.points })} · `}
          {t('checklists.version', { version: item.revision, when: format.date(item.publishedAt) })}
        </p>
      </div>
      <ChecklistMenu item={item} />
    </li>
  )
}

export function ChecklistMenu({ item }: { item: ChecklistItem }) {
  const { t } = useTranslation('inspections')
  const may = useCan()
  const { archive, restore } = useArchiving('/checklists', item.id, item.code)
  if (!may('checklist.manage')) return null
  const own = !item.predefined && !item.archivedAt
  const items: MenuItem[] = [
    ...(own
      ? [{ label: t('checklists.edit'), icon: 'edit', href: `/inspections/checklists/${item.id}/edit` } as const]
      : []),
    { label: t('checklists.copy'), icon: 'plus', href: `/inspections/checklists/new?from=${item.id}` },
    item.archivedAt
      ? { label: t('checklists.restore'), icon: 'undo', onSelect: restore, separated: true }
      : { label: t('checklists.archive'), icon: 'archive', onSelect: archive, separated: true },
  ]
  return <Menu label={t('checklists.actions', { code: item.code })} items={items} />
}
