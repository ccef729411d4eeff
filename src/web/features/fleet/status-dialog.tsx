import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { setAssetStatus } from '../../../contract/assets.ts'
import { assetStatuses } from '../../../domain/asset.ts'
import { useSend } from '../../app/api/send.ts'
import { RadioField } from '../../ui/form/choice-fields.tsx'
import { DateTimeField } from '../../ui/form/date-fields.tsx'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { TextAreaField } from '../../ui/form/text-fields.tsx'
import { toast } from '../../ui/toast.ts'
import type { Asset } from './schema.ts'

const icons = { OPERATING: 'done', STOPPED: 'stop', IN_MAINTENANCE: 'wrench', OUT_OF_SERVICE: 'cancelled' } as const
const form = setAssetStatus.extend({ at: z.nullable(z.iso.datetime({ offset: true })) })

export function StatusDialog({ asset, onClose }: { asset: Asset; onClose: () => void }) {
  const { t } = useTranslation(['fleet', 'terms'])
  const send = useSend('post', '/assets/{id}/status')
  const others = assetStatuses.filter((status) => status !== asset.status)
  const state = useZodForm(form, { status: others[0]!, reason: '', at: null })
  return (
    <FormDialog
      title={t('status.title', { code: asset.code })}
      onClose={onClose}
      submit={t('status.save')}
      form={state}
      onSubmit={async ({ at, ...body }) => {
        await send.mutateAsync({ params: { path: { id: asset.id } }, body: { ...body, ...(at ? { at } : {}) } })
        toast(t('status.done', { code: asset.code, status: t(`terms:assetStatus.${body.status}`) }))
      }}
    >
      <RadioField
        control={state.control}
        name="status"
        label={t('status.next')}
        options={others.map((value) => ({
          value,
          label: t(`terms:assetStatus.${value}`),
          icon: icons[value],
        }))}
      />
      <TextAreaField
        control={state.control}
        name="reason"
        label={t('status.reason')}
        hint={t('status.reasonHint')}
        required
        maxLength={500}
      />
      <DateTimeField control={state.control} name="at" label={t('status.at')} hint={t('atHint')} />
    </FormDialog>
  )
}
