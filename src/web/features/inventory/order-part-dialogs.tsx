import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { uuid } from '../../../contract/common.ts'
import { planPart, quantity as quantityField } from '../../../contract/inventory.ts'
import { useSend } from '../../app/api/send.ts'
import { useCan } from '../../app/session/session.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { CheckField } from '../../ui/form/choice-fields.tsx'
import { ComboField } from '../../ui/form/combo-field.tsx'
import { Form, SubmitBar, useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { NumberField } from '../../ui/form/number-fields.tsx'
import { toast } from '../../ui/toast.ts'
import { partLookup } from './lookups.ts'
import type { OrderOfParts } from './order-parts-section.tsx'
import { PartPicker, type Pickable } from './part-picker.tsx'
import { useQuantity } from './quantity.ts'
import type { OrderPart } from './schema.ts'

/** An issue changes the order and the stock. */
const changed = { invalidates: ['/work-orders', '/parts'] }

interface DialogProps<L> {
  order: OrderOfParts
  line: L
  onClose: () => void
}

/** Takes a part for an order: the part, unless it was planned, and then only how many. */
export function IssueDialog({ order, line, onClose }: DialogProps<OrderPart | null>) {
  const { t } = useTranslation('inventory')
  const rest = line ? Math.max(0, line.planned - line.issued) : 0
  const [chosen, setChosen] = useState<Pickable | null>(
    line && { ...line.part, available: line.free, onHand: line.onHand },
  )
  return (
    <Dialog title={chosen ? `${chosen.number} · ${chosen.description}` : t('order.use')} onClose={onClose}>
      {chosen ? (
        <IssueForm order={order} part={chosen} planned={rest} onClose={onClose} />
      ) : (
        <PartPicker assetTypeId={order.assetTypeId} siteId={order.siteId} onPick={setChosen} />
      )}
    </Dialog>
  )
}

const issueForm = z.object({ quantity: quantityField, takeReserved: z.boolean() })

function IssueForm({
  order,
  part,
  planned,
  onClose,
}: {
  order: OrderOfParts
  part: Pickable
  planned: number
  onClose: () => void
}) {
  const { t } = useTranslation('inventory')
  const plans = useCan()('workOrder.edit')
  const quantity = useQuantity()
  const send = useSend('post', '/work-orders/{id}/parts/issue', changed)
  const state = useZodForm(issueForm, { takeReserved: false, ...(planned > 0 ? { quantity: planned } : {}) })
  const { setFocus } = state
  useEffect(() => setFocus('quantity'), [setFocus])
  const someReserved = part.onHand > Math.max(0, part.available)
  return (
    <Form
      form={state}
      guard={false}
      onSubmit={async (body) => {
        await send.mutateAsync({ params: { path: { id: order.id } }, body: { ...body, partId: part.id } })
        toast(t('order.issuedDone', { quantity: quantity(body.quantity, part.unit), number: part.number }))
        onClose()
      }}
    >
      <p className="text-muted">{t('part.available', { quantity: quantity(part.available, part.unit) })}</p>
      <NumberField
        control={state.control}
        name="quantity"
        label={t('field.quantity')}
        unit={t(`unitShort.${part.unit}`)}
        fractionDigits={3}
        required
      />
      {plans && someReserved && (
        <CheckField control={state.control} name="takeReserved" label={t('order.takeReserved')} />
      )}
      <SubmitBar label={t('order.issue')} pending={send.isPending} onCancel={onClose} />
    </Form>
  )
}

const returnForm = z.object({ quantity: quantityField })

export function ReturnDialog({ order, line, onClose }: DialogProps<OrderPart>) {
  const { t } = useTranslation('inventory')
  const quantity = useQuantity()
  const send = useSend('post', '/work-orders/{id}/parts/return', changed)
  const { part, issued } = line
  const state = useZodForm(returnForm, { quantity: issued })
  return (
    <FormDialog
      title={t('order.returnTitle', { number: part.number })}
      onClose={onClose}
      submit={t('order.return')}
      form={state}
      onSubmit={async (body) => {
        await send.mutateAsync({ params: { path: { id: order.id } }, body: { ...body, partId: part.id } })
        toast(t('order.returnedDone', { quantity: quantity(body.quantity, part.unit), number: part.number }))
      }}
    >
      <NumberField
        control={state.control}
        name="quantity"
        label={t('field.quantity')}
        hint={t('order.issued', { quantity: quantity(issued, part.unit) })}
        unit={t(`unitShort.${part.unit}`)}
        fractionDigits={3}
        required
      />
    </FormDialog>
  )
}

const planForm = z.object({ partId: uuid, ...planPart.shape })

export function PlanDialog({ order, line, onClose }: DialogProps<OrderPart | null>) {
  const { t } = useTranslation('inventory')
  const send = useSend('put', '/work-orders/{id}/parts/{partId}', changed)
  const state = useZodForm(planForm, { partId: line?.part.id ?? '', ...(line ? { planned: line.planned } : {}) })
  return (
    <FormDialog
      title={line ? t('order.planTitle', { number: line.part.number }) : t('order.plan')}
      onClose={onClose}
      submit={t('form.save')}
      form={state}
      onSubmit={async ({ partId, planned }) => {
        await send.mutateAsync({ params: { path: { id: order.id, partId } }, body: { planned } })
        toast(t('order.planned'))
      }}
    >
      {!line && (
        <ComboField control={state.control} name="partId" label={t('field.part')} lookup={partLookup} required />
      )}
      <NumberField
        control={state.control}
        name="planned"
        label={t('field.planned')}
        hint={t('order.planHint')}
        fractionDigits={3}
        required
      />
    </FormDialog>
  )
}
