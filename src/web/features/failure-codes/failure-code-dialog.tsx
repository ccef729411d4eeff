import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { createFailureCode } from '../../../contract/order-master-data.ts'
import { useSend } from '../../app/api/send.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Form, SubmitBar, useZodForm } from '../../ui/form/form.tsx'
import { TextField } from '../../ui/form/text-fields.tsx'
import { toast } from '../../ui/toast.ts'
import { useName } from '../work-orders/lookups.ts'
import type { CodeKind, FailureCode } from './failure-codes-page.tsx'

const form = z.object(createFailureCode.shape).pick({ code: true, nameEs: true, nameEn: true })

interface FailureCodeDialogProps {
  code: FailureCode | null
  kind: CodeKind
  assetTypeId: string | null
  onClose: () => void
}

/** The code itself stays as first given: failures were counted under it. */
export function FailureCodeDialog({ code, kind, assetTypeId, onClose }: FailureCodeDialogProps) {
  const { t } = useTranslation(['failureCodes', 'masterData'])
  const name = useName()
  const create = useSend('post', '/failure-codes')
  const update = useSend('patch', '/failure-codes/{id}', { version: code?.version })
  const state = useZodForm(form, { code: code?.code ?? '', nameEs: code?.nameEs ?? '', nameEn: code?.nameEn ?? '' })
  const title = code ? t('masterData:editTitle', { name: name(code) }) : `${t('add')}: ${t(`kind.${kind}`)}`
  return (
    <Dialog title={title} onClose={onClose}>
      <Form
        form={state}
        guard={false}
        onSubmit={async ({ code: given, ...body }) => {
          if (code) await update.mutateAsync({ params: { path: { id: code.id } }, body })
          else await create.mutateAsync({ body: { ...body, code: given, kind, assetTypeId } })
          toast(t('masterData:saved', { name: name(body) }))
          onClose()
        }}
      >
        <TextField control={state.control} name="nameEs" label={t('masterData:nameEs')} required maxLength={80} />
        <TextField control={state.control} name="nameEn" label={t('masterData:nameEn')} required maxLength={80} />
        {!code && (
          <TextField
            control={state.control}
            name="code"
            label={t('masterData:code')}
            hint={t('codeHint')}
            required
            upperCase
            mono
            maxLength={30}
          />
        )}
        <SubmitBar label={t('masterData:save')} pending={create.isPending || update.isPending} onCancel={onClose} />
      </Form>
    </Dialog>
  )
}
