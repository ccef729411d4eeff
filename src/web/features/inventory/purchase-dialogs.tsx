import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { civilDate, optionalText, uuid } from '../../../contract/common.ts'
import { quantity as quantityField, unitCost } from '../../../contract/inventory.ts'
import { minorUnitsOf, received, thousandths } from '../../../domain/stock.ts'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { SelectField } from '../../ui/form/choice-fields.tsx'
import { DateField } from '../../ui/form/date-fields.tsx'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { MoneyField, NumberField } from '../../ui/form/number-fields.tsx'
import { TextField } from '../../ui/form/text-fields.tsx'
import { toast } from '../../ui/toast.ts'
import { useSupplierOptions } from './lookups.ts'
import { useQuantity } from './quantity.ts'
import type { Purchase } from './schema.ts'

interface DialogProps {
  purchase: Purchase
  onClose: () => void
}

const changed = (purchase: Purchase) => ({ version: purchase.version, invalidates: ['/purchases', '/parts'] })

const orderForm = z.object({
  supplierId: uuid,
  expectedOn: z.nullable(civilDate),
  lines: z.array(z.object({ lineId: uuid, quantity: quantityField, unitPrice: unitCost })),
})

/** Prices of a request, which make an order of it. */
export function OrderDialog({ purchase, onClose }: DialogProps) {
  const { t } = useTranslation('inventory')
  const suppliers = useSupplierOptions()
  const send = useSend('post', '/purchases/{id}/order', changed(purchase))
  const state = useZodForm(orderForm, {
    supplierId: purchase.supplier?.id ?? '',
    expectedOn: purchase.expectedOn,
    lines: purchase.lines.map(({ id, quantity, unitPrice, lastCost }) => ({
      lineId: id,
      quantity,
      unitPrice: (unitPrice ?? lastCost) as number,
    })),
  })
  const { control } = state
  return (
    <FormDialog
      title={t('purchase.orderTitle', { number: purchase.requestNumber })}
      onClose={onClose}
      width="44rem"
      submit={t('purchase.order')}
      form={state}
      onSubmit={async (body) => {
        const after = await send.mutateAsync({ params: { path: { id: purchase.id } }, body })
        toast(
          t(after.status === 'ORDERED' ? 'purchase.orderedDone' : 'purchase.submittedDone', { number: after.number }),
        )
      }}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <SelectField control={control} name="supplierId" label={t('field.supplier')} options={suppliers} required />
        <DateField control={control} name="expectedOn" label={t('purchase.expectedOn')} />
      </div>
      {purchase.lines.map((line, at) => (
        <div key={line.id} className="grid gap-2 border-t border-separator pt-3 sm:grid-cols-[minmax(0,1fr)_8rem_9rem]">
          <p className="self-center">{`${line.part.number} · ${line.part.description}`}</p>
          <NumberField
            control={control}
            name={`lines.${at}.quantity`}
            label={t('field.quantity')}
            unit={t(`unitShort.${line.part.unit}`)}
            fractionDigits={3}
            required
          />
          <MoneyField control={control} name={`lines.${at}.unitPrice`} label={t('field.price')} required />
        </div>
      ))}
      <Total lines={state.watch('lines')} limit={purchase.approvalLimit} />
    </FormDialog>
  )
}

/** Sum of what is typed so far, and whether it will wait for approval. */
function Total({ lines, limit }: { lines: z.input<typeof orderForm>['lines']; limit: number }) {
  const { t } = useTranslation('inventory')
  const format = useFormat()
  const total = lines.reduce(
    (sum, { quantity, unitPrice }) =>
      sum +
      (quantity > 0 && unitPrice >= 0 ? minorUnitsOf(received(thousandths(quantity), Math.round(unitPrice)).value) : 0),
    0,
  )
  return (
    <p className="text-end">
      {t('purchase.total')} <strong className="tabular-nums">{format.money(total)}</strong>
      {total > limit && (
        <span className="block text-sm text-muted">{t('purchase.willWait', { limit: format.money(limit) })}</span>
      )}
    </p>
  )
}

/** Nothing written: nothing of that line arrived. */
const receiptForm = z.object({
  document: optionalText(60),
  lines: z.array(z.object({ lineId: uuid, quantity: z.nullable(quantityField) })),
})

/** What arrived: everything that is left, unless told otherwise. */
export function ReceiptDialog({ purchase, onClose }: DialogProps) {
  const { t } = useTranslation('inventory')
  const quantity = useQuantity()
  const send = useSend('post', '/purchases/{id}/receipts', changed(purchase))
  const waiting = purchase.lines.filter((line) => line.receivable > 0 && line.received < line.quantity)
  const state = useZodForm(receiptForm, {
    document: null,
    lines: waiting.map((line) => ({
      lineId: line.id,
      quantity: Math.round((line.quantity - line.received) * 1000) / 1000,
    })),
  })
  const { control } = state
  return (
    <FormDialog
      title={t('purchase.receiveTitle', { number: purchase.number })}
      onClose={onClose}
      width="40rem"
      submit={t('purchase.receive')}
      form={state}
      onSubmit={async ({ document, lines }) => {
        const arrived = lines.flatMap(({ lineId, quantity: count }) =>
          count === null ? [] : [{ lineId, quantity: count }],
        )
        await send.mutateAsync({ params: { path: { id: purchase.id } }, body: { document, lines: arrived } })
        toast(t('purchase.receivedDone'))
      }}
    >
      <TextField control={control} name="document" label={t('field.document')} maxLength={60} />
      {waiting.map((line, at) => (
        <div key={line.id} className="grid gap-2 border-t border-separator pt-3 sm:grid-cols-[minmax(0,1fr)_10rem]">
          <p className="self-center">
            {`${line.part.number} · ${line.part.description}`}
            <span className="block text-sm text-muted">
              {t('purchase.receivedOf', {
                received: quantity(line.received, line.part.unit),
                quantity: quantity(line.quantity, line.part.unit),
              })}
            </span>
          </p>
          <NumberField
            control={control}
            name={`lines.${at}.quantity`}
            label={t('purchase.arrived')}
            unit={t(`unitShort.${line.part.unit}`)}
            fractionDigits={3}
          />
        </div>
      ))}
    </FormDialog>
  )
}
