import { useRouter } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { optionalText, uuid } from '../../../contract/common.ts'
import { useInfinite } from '../../app/api/infinite.ts'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/form/choice-fields.tsx'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { TextField } from '../../ui/form/text-fields.tsx'
import type { Column } from '../../ui/list/columns.ts'
import { DataTable } from '../../ui/list/data-table.tsx'
import { Page } from '../../ui/page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { CountStatusBadge } from './badges.tsx'
import { InventoryTabs } from './inventory-tabs.tsx'
import { useSiteOptions } from './lookups.ts'
import type { StockCountItem } from './schema.ts'

export function CountsPage() {
  const { t } = useTranslation('inventory')
  const format = useFormat()
  const [adding, setAdding] = useState(false)
  const counts = useInfinite('/stock-counts', { limit: 50 })
  const columns = useMemo(
    (): readonly Column<StockCountItem>[] => [
      {
        id: 'number',
        header: t('field.number'),
        cell: (row) => <span className="font-mono">{row.number}</span>,
        width: '10rem',
      },
      {
        id: 'status',
        header: t('field.state'),
        cell: (row) => <CountStatusBadge status={row.status} />,
        width: '9rem',
        card: 'mark',
      },
      { id: 'site', header: t('field.site'), cell: (row) => row.site.name, card: 'lead' },
      {
        id: 'counted',
        header: t('count.counted'),
        cell: (row) => t('count.of', { counted: row.counted, lines: row.lines }),
        numeric: true,
        width: '9rem',
        card: 'meta',
      },
      {
        id: 'createdAt',
        header: t('count.createdAt'),
        cell: (row) => format.dateTime(row.createdAt),
        width: '11rem',
        card: 'meta',
      },
      { id: 'createdBy', header: t('field.by'), cell: (row) => row.createdBy, width: '12rem', card: 'meta' },
    ],
    [t, format],
  )
  const add = (
    <Button variant="primary" icon="plus" onClick={() => setAdding(true)}>
      {t('count.add')}
    </Button>
  )
  return (
    <Page title={t('count.title')} tabs={<InventoryTabs />} actions={add} fill>
      <DataTable
        label={t('count.title')}
        name="stock-counts"
        query={counts}
        columns={columns}
        rowHref={({ id }) => `/inventory/counts/${id}`}
        empty={
          <EmptyState icon="list" action={add}>
            {t('count.empty')}
          </EmptyState>
        }
      />
      {adding && <NewCountDialog onClose={() => setAdding(false)} />}
    </Page>
  )
}

const form = z.object({ siteId: uuid, bin: optionalText(30) })

function NewCountDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('inventory')
  const router = useRouter()
  const sites = useSiteOptions()
  const send = useSend('post', '/stock-counts')
  const state = useZodForm(form, { siteId: '', bin: null })
  return (
    <FormDialog
      title={t('count.add')}
      onClose={onClose}
      submit={t('count.begin')}
      form={state}
      onSubmit={async ({ siteId, bin }) => {
        const created = await send.mutateAsync({ body: { siteId, ...(bin ? { bin } : {}) } })
        void router.navigate({ to: `/inventory/counts/${created.id}` as never })
      }}
    >
      <SelectField control={state.control} name="siteId" label={t('field.site')} options={sites} required />
      <TextField
        control={state.control}
        name="bin"
        label={t('count.bin')}
        hint={t('count.binHint')}
        upperCase
        mono
        maxLength={30}
      />
    </FormDialog>
  )
}
