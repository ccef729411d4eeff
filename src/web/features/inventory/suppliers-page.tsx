import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { createSupplier } from '../../../contract/purchasing.ts'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { TextField } from '../../ui/form/text-fields.tsx'
import { RecordListPage } from '../../ui/list/record-list-page.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { useArchiving } from '../../ui/use-archiving.ts'
import { useArchived } from '../admin/archived-choice.tsx'
import { RecordMenu } from '../admin/record-menu.tsx'
import { InventoryTabs } from './inventory-tabs.tsx'
import type { Supplier } from './schema.ts'

export function SuppliersPage() {
  const { t } = useTranslation('inventory')
  const { archived, choice } = useArchived('onlyArchived')
  const suppliers = query.useQuery('get', '/suppliers', { params: { query: { archived } } })
  return (
    <RecordListPage
      title={t('supplier.title')}
      tabs={<InventoryTabs />}
      query={suppliers}
      add={t('supplier.add')}
      filter={choice}
      empty={(add) => (
        <EmptyState icon="parts" action={archived === 'false' && add}>
          {t(archived === 'false' ? 'supplier.empty' : 'supplier.noneArchived')}
        </EmptyState>
      )}
      row={(supplier, edit) => <SupplierRow key={supplier.id} supplier={supplier} edit={edit} />}
      dialog={(supplier, close) => <SupplierDialog supplier={supplier} onClose={close} />}
    />
  )
}

function SupplierRow({ supplier, edit }: { supplier: Supplier; edit: () => void }) {
  const { t } = useTranslation('inventory')
  const archiving = useArchiving('/suppliers', supplier.id, supplier.name)
  const facts = [supplier.rut, supplier.contact, supplier.email, supplier.phone].filter(Boolean)
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <div className="min-w-0 flex-1">
        <p className="font-medium [overflow-wrap:anywhere]">{supplier.name}</p>
        <p className="text-sm text-muted">
          {facts.join(' · ')}
          {supplier.parts > 0 && (
            <>
              {facts.length > 0 && ' · '}
              <AppLink href={`/inventory?supplierId=${supplier.id}`} className="underline">
                {t('supplier.parts', { count: supplier.parts })}
              </AppLink>
            </>
          )}
        </p>
      </div>
      <RecordMenu name={supplier.name} archived={supplier.archivedAt !== null} edit={edit} {...archiving} />
    </li>
  )
}

const form = z.object(createSupplier.shape)

function SupplierDialog({ supplier, onClose }: { supplier: Supplier | null; onClose: () => void }) {
  const { t } = useTranslation('inventory')
  const create = useSend('post', '/suppliers')
  const update = useSend('patch', '/suppliers/{id}', { version: supplier?.version })
  const state = useZodForm(form, {
    name: supplier?.name ?? '',
    rut: supplier?.rut ?? null,
    contact: supplier?.contact ?? null,
    email: supplier?.email ?? null,
    phone: supplier?.phone ?? null,
  })
  const { control } = state
  return (
    <FormDialog
      title={supplier ? supplier.name : t('supplier.add')}
      onClose={onClose}
      submit={t('form.save')}
      form={state}
      onSubmit={async (body) => {
        if (supplier) await update.mutateAsync({ params: { path: { id: supplier.id } }, body })
        else await create.mutateAsync({ body })
        toast(t('supplier.saved', { name: body.name }))
      }}
    >
      <TextField control={control} name="name" label={t('supplier.name')} required maxLength={120} />
      <TextField control={control} name="rut" label={t('supplier.rut')} mono maxLength={15} />
      <TextField control={control} name="contact" label={t('supplier.contact')} maxLength={120} />
      <TextField control={control} name="email" label={t('supplier.email')} type="email" maxLength={200} />
      <TextField control={control} name="phone" label={t('supplier.phone')} type="tel" maxLength={40} />
    </FormDialog>
  )
}
