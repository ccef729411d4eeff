import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { personListQuery } from '../../../contract/people.ts'
import { roles } from '../../../contract/permissions.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import { useMe } from '../../app/session/session.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { LinkButton } from '../../ui/app-link.tsx'
import { DataTable } from '../../ui/list/data-table.tsx'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import type { FilterField } from '../../ui/list/filter-fields.ts'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useSiteOptions } from '../fleet/master-data.ts'
import { usePeopleColumns } from './people-columns.tsx'

const peopleFilter = personListQuery.omit({ cursor: true, limit: true })
type Filter = Partial<(typeof peopleFilter)['_input']>

export function PeoplePage() {
  const { t } = useTranslation(['people', 'shell'])
  const me = useMe()
  const { filter, setFilter } = useUrlFilter(peopleFilter)
  const people = useInfinite('/people', { active: 'true', ...filter, limit: 50 })
  const columns = usePeopleColumns()
  const fields = useFilterFields()
  const add = (
    <LinkButton href="/admin/people/new" variant="primary" icon="plus">
      {t('add')}
    </LinkButton>
  )
  return (
    <Page
      title={t('title')}
      lead={me.role === 'ADMIN' ? undefined : t('leadSupervisor')}
      breadcrumbs={[{ label: t('shell:nav.admin'), href: '/admin' }]}
      actions={add}
      fill
    >
      <FilterBar fields={fields} value={filter} onChange={setFilter} />
      <DataTable
        label={t('title')}
        name="people"
        query={people}
        columns={columns}
        rowHref={({ id }) => `/admin/people/${id}`}
        sort={filter.sort ?? 'name'}
        onSort={(sort) => setFilter({ sort: sort as Filter['sort'] })}
        empty={
          <EmptyState icon="users" action={add}>
            {t('nothing')}
          </EmptyState>
        }
      />
    </Page>
  )
}

function useFilterFields(): readonly FilterField<Filter>[] {
  const { t } = useTranslation(['people', 'terms'])
  const sites = useSiteOptions()
  return useMemo(
    () => [
      { kind: 'search', name: 'search', label: t('search') },
      {
        kind: 'options',
        name: 'role',
        label: t('field.role'),
        options: roles.map((value) => ({ value, label: t(`terms:role.${value}`) })),
      },
      { kind: 'option', name: 'siteId', label: t('field.site'), options: sites },
      {
        kind: 'option',
        name: 'active',
        label: t('field.state'),
        options: [
          { value: 'true', label: t('state.active') },
          { value: 'false', label: t('state.deactivated') },
        ],
      },
    ],
    [t, sites],
  )
}
