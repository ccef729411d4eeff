import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { createSupplier } from '../../../contract/purchasing.ts'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Form, SubmitBar, useZodForm } from '../../ui/form/form.tsx'
import { TextField } from '../../ui/form/text-fields.tsx'
import { Menu } from '../../ui/menu.tsx'
import { Page } from '../../ui/page.tsx'
import { Segments } from '../../ui/segments.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { useArchiving } from '../../ui/use-archiving.ts'
import { InventoryTabs } from './inventory-tabs.tsx'
import type { Supplier } from './schema.ts'

export function SuppliersPage() {
  const { t } = useTranslation('inventory')
  const [archived, setArchived] = useState<'false' | 'true'>('false')
  const [open, setOpen] = useState<Supplier | 'new' | null>(null)
  const suppliers = query.useQuery('get', '/suppliers', { params: { query: { archived } } })
  const add = (
    <Button variant="primary" icon="plus" onClick={() => setOpen('new')}>
      {t('supplier.add')}
    </Button>
  )
  return (
    <Page title={t('supplier.title')} tabs={<InventoryTabs />} actions={add}>
      <Segments
        label={t('supplier.show')}
        quiet
        value={archived}
        onChange={setArchived}
        options={[
          { value: 'false', label: t('supplier.current') },
          { value: 'true', label: t('supplier.archived') },
        ]}
      />
      <Loaded query={suppliers} skeleton={<SkeletonRows rows={4} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="parts" action={archived === 'false' && add}>
              {t(archived === 'false' ? 'supplier.empty' : 'supplier.noneArchived')}
            </EmptyState>
          ) : (
            <ul className="card divide-y divide-separator">
              {items.map((supplier) => (
                <SupplierRow key={supplier.id} supplier={supplier} edit={() => setOpen(supplier)} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {open && <SupplierDialog supplier={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
    </Page>
  )
}

function SupplierRow({ supplier, edit }: { supplier: Supplier; edit: () => void }) {
  const { t } = useTranslation('inventory')
  const { archive, restore } = useArchiving('/suppliers', supplier.id, supplier.name)
  const items = supplier.archivedAt
    ? [{ label: t('action.restore'), icon: 'undo', onSelect: restore } as const]
    : [
        { label: t('action.edit'), icon: 'edit', onSelect: edit } as const,
        { label: t('action.archive'), icon: 'archive', onSelect: archive, separated: true } as const,
      ]
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
      <Menu label={t('supplier.actions', { name: supplier.name })} items={items} />
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
    <Dialog title={supplier ? supplier.name : t('supplier.add')} onClose={onClose}>
      <Form
        form={state}
        guard={false}
        onSubmit={async (body) => {
          if (supplier) await update.mutateAsync({ params: { path: { id: supplier.id } }, body })
          else await create.mutateAsync({ body })
          toast(t('supplier.saved', { name: body.name }))
          onClose()
        }}
      >
        <TextField control={control} name="name" label={t('supplier.name')} required maxLength={120} />
        <TextField control={control} name="rut" label={t('supplier.rut')} mono maxLength={15} />
        <TextField control={control} name="contact" label={t('supplier.contact')} maxLength={120} />
        <TextField control={control} name="email" label={t('supplier.email')} type="email" maxLength={200} />
        <TextField control={control} name="phone" label={t('supplier.phone')} type="tel" maxLength={40} />
        <SubmitBar label={t('form.save')} pending={create.isPending || update.isPending} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
