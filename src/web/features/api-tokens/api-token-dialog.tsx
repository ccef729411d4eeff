import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { createApiToken, grantablePermissions } from '../../../contract/api-tokens.ts'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { useCan } from '../../app/session/session.ts'
import { ChecksField } from '../../ui/form/checks-field.tsx'
import { treeOptions } from '../../ui/form/choice-fields.tsx'
import { DateTimeField } from '../../ui/form/date-fields.tsx'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { TextField } from '../../ui/form/text-fields.tsx'

const { name, permissions, expiresAt } = createApiToken.shape
const form = z.object({ name, permissions, expiresAt, siteIds: z.array(z.string()) })
const year = 365 * 86_400_000

interface ApiTokenDialogProps {
  onClose: () => void
  onIssued: (issued: { name: string; token: string }) => void
}

export function ApiTokenDialog({ onClose, onIssued }: ApiTokenDialogProps) {
  const { t } = useTranslation('apiTokens')
  const may = useCan()
  const sites = query.useQuery('get', '/sites')
  const create = useSend('post', '/api-tokens')
  const state = useZodForm(form, {
    name: '',
    permissions: [],
    siteIds: [],
    expiresAt: new Date(Date.now() + year).toISOString(),
  })
  return (
    <FormDialog
      title={t('add')}
      onClose={onClose}
      submit={t('issue')}
      form={state}
      onSubmit={async ({ siteIds, ...body }) => {
        const all = siteIds.length === 0
        const { token } = await create.mutateAsync({ body: { ...body, siteIds: all ? null : siteIds } })
        onIssued({ name: body.name, token })
      }}
    >
      <TextField control={state.control} name="name" label={t('name')} hint={t('nameHint')} required maxLength={80} />
      <DateTimeField control={state.control} name="expiresAt" label={t('expiresAt')} hint={t('expiresHint')} />
      <ChecksField
        control={state.control}
        name="siteIds"
        label={t('sites')}
        hint={t('sitesHint')}
        options={treeOptions(sites.data?.items ?? [])}
      />
      <ChecksField
        control={state.control}
        name="permissions"
        label={t('permissions')}
        hint={t('permissionsHint')}
        required
        options={grantablePermissions.filter(may).map((value) => ({ value, label: value }))}
      />
    </FormDialog>
  )
}
