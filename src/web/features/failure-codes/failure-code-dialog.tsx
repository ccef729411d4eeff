import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { createFailureCode } from '../../../contract/order-master-data.ts'
import { useSend } from '../../app/api/send.ts'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { toast } from '../../ui/toast.ts'
import { NamesAndCode } from '../admin/names-and-code.tsx'
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
    <FormDialog
      title={title}
      onClose={onClose}
      submit={t('masterData:save')}
      form={state}
      onSubmit={async ({ code: given, ...body }) => {
        if (code) await update.mutateAsync({ params: { path: { id: code.id } }, body })
        else await create.mutateAsync({ body: { ...body, code: given, kind, assetTypeId } })
        toast(t('masterData:saved', { name: name(body) }))
      }}
    >
      <NamesAndCode control={state.control} codeHint={!code && t('codeHint')} />
    </FormDialog>
  )
}
