import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useInfinite } from '../../app/api/infinite.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { LinkButton } from '../../ui/app-link.tsx'
import type { Column } from '../../ui/list/columns.ts'
import { DataTable } from '../../ui/list/data-table.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import type { ImportItem } from './schema.ts'
import { ImportStatusBadge } from './status-badge.tsx'

function useColumns(): readonly Column<ImportItem>[] {
  const { t } = useTranslation('imports')
  const format = useFormat()
  return useMemo(
    () => [
      { id: 'fileName', header: t('list.file'), cell: (run) => run.fileName, hideable: false },
      {
        id: 'status',
        header: t('list.status'),
        cell: (run) => <ImportStatusBadge status={run.status} />,
        card: 'mark',
        width: '11rem',
      },
      { id: 'target', header: t('list.target'), cell: (run) => t(`target.${run.target}`), width: '12rem' },
      { id: 'rows', header: t('list.rows'), cell: (run) => format.number(run.rowCount), numeric: true, width: '6rem' },
      {
        id: 'created',
        header: t('list.created'),
        cell: (run) => (run.status === 'APPLIED' && run.created !== null ? format.number(run.created) : '—'),
        numeric: true,
        width: '7rem',
      },
      { id: 'createdBy', header: t('list.by'), cell: (run) => run.createdBy ?? t('list.commandLine'), width: '14rem' },
      { id: 'createdAt', header: t('list.when'), cell: (run) => format.dateTime(run.createdAt), width: '10rem' },
    ],
    [t, format],
  )
}

export function ImportsPage() {
  const { t } = useTranslation('imports')
  const runs = useInfinite('/imports', {})
  const add = (
    <LinkButton href="/imports/new" variant="primary" icon="upload">
      {t('list.add')}
    </LinkButton>
  )
  return (
    <Page title={t('list.title')} lead={t('list.lead')} actions={runs.items.length > 0 ? add : undefined} fill>
      <DataTable
        label={t('list.title')}
        name="imports"
        query={runs}
        columns={useColumns()}
        rowHref={({ id }) => `/imports/${id}`}
        empty={
          <EmptyState icon="import" action={add}>
            {t('list.empty')}
          </EmptyState>
        }
      />
    </Page>
  )
}
