import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { createOrderType } from '../../../contract/order-master-data.ts'
import { orderCategories } from '../../../domain/work-order.ts'
import { useSend } from '../../app/api/send.ts'
import { CheckField, SelectField } from '../../ui/form/choice-fields.tsx'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { toast } from '../../ui/toast.ts'
import { NamesAndCode } from '../admin/names-and-code.tsx'
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
    <FormDialog
      title={type ? t('masterData:editTitle', { name: name(type) }) : t('add')}
      onClose={onClose}
      submit={t('masterData:save')}
      form={state}
      onSubmit={async ({ code, category, ...body }) => {
        if (type) await update.mutateAsync({ params: { path: { id: type.id } }, body })
        else await create.mutateAsync({ body: { code, category, ...body } })
        toast(t('masterData:saved', { name: name(body) }))
      }}
    >
      <NamesAndCode control={state.control} codeHint={!type && t('masterData:codeHint')} />
      {!type && (
        <SelectField
          control={state.control}
          name="category"
          label={t('category')}
          hint={t('categoryHint')}
          required
          options={orderCategories.map((value) => ({ value, label: t(`terms:orderCategory.${value}`) }))}
        />
      )}
      <CheckField
        control={state.control}
        name="requiresApproval"
        label={t('requiresApproval')}
        hint={t('approvalHint')}
      />
    </FormDialog>
  )
}
