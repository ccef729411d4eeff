import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import type { components } from '../../app/api-schema.d.ts'
import { RecordListPage } from '../../ui/list/record-list-page.tsx'
import { SecretDialog } from '../../ui/secret-dialog.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { WebhookDialog } from './webhook-dialog.tsx'
import { WebhookRow } from './webhook-row.tsx'

export type Webhook = components['schemas']['Webhook']
export interface Secret {
  name: string
  secret: string
}

/** The systems that are told what happens here. */
export function WebhooksPage() {
  const { t } = useTranslation(['webhooks', 'shell'])
  const [secret, setSecret] = useState<Secret | null>(null)
  const webhooks = query.useQuery('get', '/webhooks', {}, { refetchInterval: 10_000 })
  return (
    <RecordListPage
      title={t('title')}
      lead={t('lead')}
      breadcrumbs={[{ label: t('shell:nav.admin'), href: '/admin' }]}
      query={webhooks}
      add={t('add')}
      empty={(add) => (
        <EmptyState icon="external" action={add}>
          {t('empty')}
        </EmptyState>
      )}
      row={(webhook, edit) => <WebhookRow key={webhook.id} webhook={webhook} edit={edit} show={setSecret} />}
      dialog={(webhook, close) => <WebhookDialog webhook={webhook} onClose={close} show={setSecret} />}
    >
      {secret && (
        <SecretDialog
          title={t('secretTitle', { name: secret.name })}
          secret={secret.secret}
          onClose={() => setSecret(null)}
        />
      )}
    </RecordListPage>
  )
}
