import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import type { Column } from '../../ui/list/columns.ts'
import { PersonBadge } from './person-badge.tsx'
import type { PersonRow } from './schema.ts'

export function usePeopleColumns(): readonly Column<PersonRow>[] {
  const { t } = useTranslation(['people', 'terms'])
  const format = useFormat()
  return useMemo(
    () => [
      { id: 'name', header: t('field.name'), cell: (row) => row.name, sort: 'name' },
      {
        id: 'state',
        header: t('field.state'),
        cell: (row) => <PersonBadge person={row} />,
        width: '11rem',
        card: 'mark',
      },
      { id: 'role', header: t('field.role'), cell: (row) => t(`terms:role.${row.role}`), width: '8rem', card: 'meta' },
      { id: 'email', header: t('field.email'), cell: (row) => row.email, width: '16rem', card: 'lead' },
      {
        id: 'sites',
        header: t('field.sites'),
        cell: (row) => (row.role === 'ADMIN' ? t('allSites') : row.sites.map(({ name }) => name).join(', ')),
        card: 'meta',
      },
      {
        id: 'lastSeenAt',
        header: t('field.lastSeenAt'),
        cell: (row) => (row.lastSeenAt ? format.relative(row.lastSeenAt) : t('never')),
        width: '9rem',
      },
      {
        id: 'totp',
        header: t('field.secondFactor'),
        cell: (row) => t(row.totpEnabled ? 'secondFactor.on' : 'secondFactor.off'),
        width: '8rem',
        card: 'none',
      },
    ],
    [t, format],
  )
}
