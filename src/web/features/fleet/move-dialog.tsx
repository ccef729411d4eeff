import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { uuid } from '../../../contract/common.ts'
import { useSend } from '../../app/api/send.ts'
import { SelectField } from '../../ui/form/choice-fields.tsx'
import { ComboField } from '../../ui/form/combo-field.tsx'
import { DateTimeField } from '../../ui/form/date-fields.tsx'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { toast } from '../../ui/toast.ts'
import { assetLookup } from './asset-lookup.ts'
import { useSiteOptions } from './master-data.ts'
import type { Asset } from './schema.ts'

const form = z.object({
  parentId: z.nullable(uuid),
  siteId: z.nullable(uuid),
  at: z.nullable(z.iso.datetime({ offset: true })),
})

/** To another site, or onto and off another unit; the history says where it was until now. */
export function MoveDialog({ asset, onClose }: { asset: Asset; onClose: () => void }) {
  const { t } = useTranslation('fleet')
  const send = useSend('post', '/assets/{id}/move')
  const sites = useSiteOptions()
  const state = useZodForm(form, { parentId: asset.parent?.id ?? null, siteId: asset.site.id, at: null })
  const mounted = state.watch('parentId') !== null
  return (
    <FormDialog
      title={t('move.title', { code: asset.code })}
      onClose={onClose}
      submit={t('move.save')}
      form={state}
      onSubmit={async ({ parentId, siteId, at }) => {
        const body = { parentId, ...(siteId && !parentId ? { siteId } : {}), ...(at ? { at } : {}) }
        await send.mutateAsync({ params: { path: { id: asset.id } }, body })
        toast(t('move.done', { code: asset.code }))
      }}
    >
      <ComboField
        control={state.control}
        name="parentId"
        label={t('field.parent')}
        hint={t('move.parentHint')}
        lookup={assetLookup}
      />
      {!mounted && (
        <SelectField control={state.control} name="siteId" label={t('field.site')} options={sites} required />
      )}
      <DateTimeField control={state.control} name="at" label={t('move.at')} hint={t('atHint')} />
    </FormDialog>
  )
}
