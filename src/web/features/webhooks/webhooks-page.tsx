import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import type { components } from '../../app/api-schema.d.ts'
import { Button } from '../../ui/button.tsx'
import { Page } from '../../ui/page.tsx'
import { SecretDialog } from '../../ui/secret-dialog.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
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
  const [open, setOpen] = useState<Webhook | 'new' | null>(null)
  const [secret, setSecret] = useState<Secret | null>(null)
  const webhooks = query.useQuery('get', '/webhooks', {}, { refetchInterval: 10_000 })
  const add = (
    <Button variant="primary" icon="plus" onClick={() => setOpen('new')}>
      {t('add')}
    </Button>
  )
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      breadcrumbs={[{ label: t('shell:nav.admin'), href: '/admin' }]}
      actions={add}
    >
      <Loaded query={webhooks} skeleton={<SkeletonRows rows={3} />}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState icon="external" action={add}>
              {t('empty')}
            </EmptyState>
          ) : (
            <ul className="card divide-y divide-separator">
              {items.map((webhook) => (
                <WebhookRow key={webhook.id} webhook={webhook} edit={() => setOpen(webhook)} show={setSecret} />
              ))}
            </ul>
          )
        }
      </Loaded>
      {open && <WebhookDialog webhook={open === 'new' ? null : open} onClose={() => setOpen(null)} show={setSecret} />}
      {secret && (
        <SecretDialog
          title={t('secretTitle', { name: secret.name })}
          secret={secret.secret}
          onClose={() => setSecret(null)}
        />
      )}
    </Page>
  )
}
