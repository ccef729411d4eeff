import { useTranslation } from 'react-i18next'
import { setFuel } from '../../../contract/assets.ts'
import { useSend } from '../../app/api/send.ts'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { NumberField } from '../../ui/form/number-fields.tsx'
import { toast } from '../../ui/toast.ts'
import type { Asset } from './schema.ts'

export function FuelDialog({ asset, onClose }: { asset: Asset; onClose: () => void }) {
  const { t } = useTranslation('fleet')
  const send = useSend('post', '/assets/{id}/fuel')
  const state = useZodForm(setFuel, { level: null as never })
  return (
    <FormDialog
      title={t('fuel.title', { code: asset.code })}
      onClose={onClose}
      submit={t('fuel.save')}
      form={state}
      onSubmit={async (body) => {
        await send.mutateAsync({ params: { path: { id: asset.id } }, body })
        toast(t('fuel.done', { code: asset.code }))
      }}
    >
      <NumberField control={state.control} name="level" label={t('field.fuel')} unit="%" fractionDigits={0} required />
    </FormDialog>
  )
}
