import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { auditChannels, auditQuery } from '../../../contract/audit.ts'
import { civilDate } from '../../../contract/common.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import { useUrlFilter } from '../../app/url-filter.ts'
import { Button } from '../../ui/button.tsx'
import { asInstants } from '../../ui/list/day-range.ts'
import { FilterBar } from '../../ui/list/filter-bar.tsx'
import type { FilterField } from '../../ui/list/filter-fields.ts'
import { Page } from '../../ui/page.tsx'
import { useDownload } from '../../ui/use-download.ts'
import { personLookup } from '../work-orders/lookups.ts'
import { AuditList } from './audit-list.tsx'
import { ChainSection } from './chain-section.tsx'

const auditFilter = auditQuery
  .omit({ cursor: true, limit: true })
  .extend({ from: civilDate.optional(), to: civilDate.optional() })
type Filter = Partial<z.input<typeof auditFilter>>

/** Kinds of record that audit rows are about. */
const entities = [
  'workOrder',
  'asset',
  'plan',
  'person',
  'site',
  'assetType',
  'orderType',
  'failureCode',
  'import',
  'file',
  'session',
  'inspection',
  'checklist',
  'document',
  'documentType',
  'faultRequest',
  'part',
  'purchase',
  'supplier',
  'stockCount',
  'backup',
  'schedule',
  'job',
  'apiToken',
  'webhook',
  'parameter',
] as const

export function AuditPage() {
  const { t } = useTranslation(['audit', 'shell'])
  const { filter, setFilter } = useUrlFilter(auditFilter)
  const asked = asInstants(filter)
  const entries = useInfinite('/audit', { ...asked, limit: 50 })
  const { download, pending } = useDownload()
  const fields: readonly FilterField<Filter>[] = [
    { kind: 'dates', from: 'from', to: 'to', label: t('filter.at') },
    { kind: 'lookup', name: 'personId', label: t('filter.person'), lookup: personLookup },
    {
      kind: 'option',
      name: 'entityType',
      label: t('filter.entity'),
      options: entities.map((value) => ({ value, label: t(`entity.${value}`) })),
    },
    {
      kind: 'option',
      name: 'channel',
      label: t('filter.channel'),
      options: auditChannels.map((value) => ({ value, label: t(`channel.${value}`) })),
    },
  ]
  const text = new URLSearchParams(asked as Record<string, string>).toString()
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      breadcrumbs={[{ label: t('shell:nav.admin'), href: '/admin' }]}
      actions={
        <Button icon="download" pending={pending} onClick={() => void download(`/audit.csv?${text}`, t('fileName'))}>
          {t('download')}
        </Button>
      }
    >
      <ChainSection />
      <FilterBar fields={fields} value={filter} onChange={setFilter} />
      <AuditList entries={entries} />
    </Page>
  )
}
