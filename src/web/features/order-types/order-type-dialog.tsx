import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { createOrderType } from '../../../contract/order-master-data.ts'
import { orderCategories } from '../../../domain/work-order.ts'
import { useSend } from '../../app/api/send.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { CheckField, SelectField } from '../../ui/form/choice-fields.tsx'
import { Form, SubmitBar, useZodForm } from '../../ui/form/form.tsx'
import { TextField } from '../../ui/form/text-fields.tsx'
import { toast } from '../../ui/toast.ts'
import { useName } from '../work-orders/lookups.ts'
import type { OrderType } from './order-types-page.tsx'

const form = z.object(createOrderType.shape)

/** Code and category stay as they were first given: orders were counted under them. */
export function OrderTypeDialog({ type, onClose }: { type: OrderType | null; onClose: () => void }) {
  const { t } = useTranslation(['orderTypes', 'masterData', 'terms'])
  const name = useName()
  const create = useSend('post', '/order-types')
  const update = useSend('patch', '/order-types/{id}', { version: type?.version })
  const state = useZodForm(form, {
    code: type?.code ?? '',
    nameEs: type?.nameEs ?? '',
    nameEn: type?.nameEn ?? '',
    category: type?.category ?? ('' as 'CORRECTIVE'),
    requiresApproval: type?.requiresApproval ?? false,
  })
  return (
    <Dialog title={type ? t('masterData:editTitle', { name: name(type) }) : t('add')} onClose={onClose}>
      <Form
        form={state}
        guard={false}
        onSubmit={async ({ code, category, ...body }) => {
          if (type) await update.mutateAsync({ params: { path: { id: type.id } }, body })
          else await create.mutateAsync({ body: { code, category, ...body } })
          toast(t('masterData:saved', { name: name(body) }))
          onClose()
        }}
      >
        <TextField control={state.control} name="nameEs" label={t('masterData:nameEs')} required maxLength={80} />
        <TextField control={state.control} name="nameEn" label={t('masterData:nameEn')} required maxLength={80} />
        {!type && (
          <>
            <TextField
              control={state.control}
              name="code"
              label={t('masterData:code')}
              hint={t('masterData:codeHint')}
              required
              upperCase
              mono
              maxLength={30}
            />
            <SelectField
              control={state.control}
              name="category"
              label={t('category')}
              hint={t('categoryHint')}
              required
              options={orderCategories.map((value) => ({ value, label: t(`terms:orderCategory.${value}`) }))}
            />
          </>
        )}
        <CheckField
          control={state.control}
          name="requiresApproval"
          label={t('requiresApproval')}
          hint={t('approvalHint')}
        />
        <SubmitBar label={t('masterData:save')} pending={create.isPending || update.isPending} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
