import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { money, optionalText, text } from '../../../../contract/common.ts'
import { useSend } from '../../../app/api/send.ts'
import { useFormat } from '../../../app/i18n/format.ts'
import { Button, IconButton } from '../../../ui/button.tsx'
import { Facts } from '../../../ui/facts.tsx'
import { useZodForm } from '../../../ui/form/form.tsx'
import { FormDialog } from '../../../ui/form/form-dialog.tsx'
import { MoneyField } from '../../../ui/form/number-fields.tsx'
import { TextField } from '../../../ui/form/text-fields.tsx'
import { Section } from '../../../ui/page.tsx'
import { useSayProblem } from '../../../ui/use-say-problem.ts'
import type { WorkOrder } from '../schema.ts'
import { useCostOpen, usePlannable } from './writable.ts'

/** What the order costs, with the services bought for it. */
export function CostSection({ order }: { order: WorkOrder }) {
  const { t } = useTranslation('workOrders')
  const say = useSayProblem()
  const format = useFormat()
  const [adding, setAdding] = useState(false)
  const costOpen = useCostOpen(order)
  const plannable = usePlannable(order) && costOpen
  const remove = useSend('delete', '/work-orders/{id}/services/{serviceId}')
  const { cost, services = [] } = order
  if (!cost) return null
  return (
    <Section
      title={t('cost.title')}
      actions={
        plannable && (
          <Button size="sm" icon="plus" onClick={() => setAdding(true)}>
            {t('cost.addService')}
          </Button>
        )
      }
    >
      <Facts
        facts={[
          [t('cost.labour'), format.money(cost.labour)],
          [t('cost.parts'), format.money(cost.parts)],
          [t('cost.services'), format.money(cost.services)],
          [t('cost.total'), <strong key="total">{format.money(cost.total)}</strong>],
        ]}
      />
      {services.length > 0 && (
        <ul className="mt-3 divide-y divide-separator border-t border-separator">
          {services.map((service) => (
            <li key={service.id} className="flex items-center gap-3 py-1.5">
              <span className="min-w-0 flex-1">
                {service.description}
                {service.supplier && <span className="block text-xs text-muted">{service.supplier}</span>}
              </span>
              <span className="tabular-nums">{format.money(service.cost)}</span>
              {plannable && (
                <IconButton
                  icon="trash"
                  size="sm"
                  label={t('cost.removeService', { name: service.description })}
                  pending={remove.isPending}
                  onClick={() =>
                    remove.mutate({ params: { path: { id: order.id, serviceId: service.id } } }, { onError: say })
                  }
                />
              )}
            </li>
          ))}
        </ul>
      )}
      {adding && <ServiceDialog order={order} onClose={() => setAdding(false)} />}
    </Section>
  )
}

const form = z.object({ description: text(200), supplier: optionalText(120), cost: money })

function ServiceDialog({ order, onClose }: { order: WorkOrder; onClose: () => void }) {
  const { t } = useTranslation('workOrders')
  const send = useSend('post', '/work-orders/{id}/services')
  const state = useZodForm(form, { description: '', supplier: null })
  return (
    <FormDialog
      title={t('cost.addService')}
      onClose={onClose}
      submit={t('action.save')}
      form={state}
      onSubmit={async (body) => {
        await send.mutateAsync({ params: { path: { id: order.id } }, body })
      }}
    >
      <TextField control={state.control} name="description" label={t('cost.what')} required maxLength={200} />
      <TextField control={state.control} name="supplier" label={t('cost.supplier')} maxLength={120} />
      <MoneyField control={state.control} name="cost" label={t('field.cost')} required />
    </FormDialog>
  )
}
