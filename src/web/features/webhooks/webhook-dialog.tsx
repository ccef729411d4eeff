import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { createWebhook, webhookEvents } from '../../../contract/webhooks.ts'
import { useSend } from '../../app/api/send.ts'
import { ChecksField } from '../../ui/form/checks-field.tsx'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { TextField } from '../../ui/form/text-fields.tsx'
import { toast } from '../../ui/toast.ts'
import type { Secret, Webhook } from './webhooks-page.tsx'

const form = z.object(createWebhook.shape)

interface WebhookDialogProps {
  webhook: Webhook | null
  onClose: () => void
  show: (secret: Secret) => void
}

export function WebhookDialog({ webhook, onClose, show }: WebhookDialogProps) {
  const { t } = useTranslation('webhooks')
  const create = useSend('post', '/webhooks')
  const update = useSend('patch', '/webhooks/{id}', { version: webhook?.version })
  const state = useZodForm(form, {
    name: webhook?.name ?? '',
    url: webhook?.url ?? '',
    events: webhook?.events ?? [],
  })
  return (
    <FormDialog
      title={webhook ? t('editTitle', { name: webhook.name }) : t('add')}
      onClose={onClose}
      submit={t('save')}
      form={state}
      onSubmit={async (body) => {
        if (webhook) {
          await update.mutateAsync({ params: { path: { id: webhook.id } }, body })
          toast(t('saved', { name: body.name }))
        } else {
          const { secret } = await create.mutateAsync({ body })
          show({ name: body.name, secret })
        }
      }}
    >
      <TextField control={state.control} name="name" label={t('name')} hint={t('nameHint')} required maxLength={80} />
      <TextField control={state.control} name="url" label={t('url')} hint={t('urlHint')} required maxLength={500} />
      <ChecksField
        control={state.control}
        name="events"
        label={t('events')}
        required
        options={webhookEvents.map((value) => ({ value, label: t(`event.${value}`) }))}
      />
    </FormDialog>
  )
}
