import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { AppLink } from '../../ui/app-link.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Menu } from '../../ui/menu.tsx'
import { toast } from '../../ui/toast.ts'
import { useSayProblem } from '../../ui/use-say-problem.ts'
import type { Secret, Webhook } from './webhooks-page.tsx'

interface WebhookRowProps {
  webhook: Webhook
  edit: () => void
  show: (secret: Secret) => void
}

export function WebhookRow({ webhook, edit, show }: WebhookRowProps) {
  const { t } = useTranslation('webhooks')
  const format = useFormat()
  const say = useSayProblem()
  const [asking, setAsking] = useState<'remove' | 'rotate' | null>(null)
  const invalidates = ['/webhooks', '/webhook-deliveries']
  const change = useSend('patch', '/webhooks/{id}', { invalidates })
  const test = useSend('post', '/webhooks/{id}/try', { invalidates })
  const rotate = useSend('post', '/webhooks/{id}/rotate-secret')
  const remove = useSend('delete', '/webhooks/{id}', { invalidates })
  const { id, name, url, events, active, waiting, dead, lastDeliveredAt, oldSecretUntil } = webhook
  const params = { path: { id } }
  const setActive = (value: boolean) =>
    change.mutate(
      { params, body: { active: value } },
      { onSuccess: () => toast(t(value ? 'started' : 'stopped', { name })), onError: say },
    )
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <div className="grid min-w-0 flex-1 gap-1 [overflow-wrap:anywhere]">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          {!active && (
            <Badge tone="warning" icon="pause">
              {t('isStopped')}
            </Badge>
          )}
          {dead > 0 && (
            <AppLink href={`/admin/webhooks/deliveries?webhookId=${id}&state=DEAD`}>
              <Badge tone="danger" icon="warning">
                {t('dead', { n: format.number(dead) })}
              </Badge>
            </AppLink>
          )}
          {waiting > 0 && (
            <Badge tone="info" icon="clock">
              {t('waiting', { n: format.number(waiting) })}
            </Badge>
          )}
        </p>
        <p className="font-mono text-xs">{url}</p>
        <p className="text-xs text-muted">{events.map((event) => t(`event.${event}`)).join(' · ')}</p>
        <p className="text-xs text-muted">
          {lastDeliveredAt ? t('last', { when: format.dateTime(lastDeliveredAt) }) : t('never')}
          {' · '}
          <AppLink href={`/admin/webhooks/deliveries?webhookId=${id}`} className="underline">
            {t('log')}
          </AppLink>
        </p>
        {oldSecretUntil && (
          <p className="text-xs text-muted">{t('bothUntil', { when: format.dateTime(oldSecretUntil) })}</p>
        )}
      </div>
      <Menu
        label={t('actions', { name })}
        items={[
          { label: t('edit'), icon: 'edit', onSelect: edit },
          {
            label: t('try'),
            icon: 'play',
            onSelect: () => test.mutate({ params }, { onSuccess: () => toast(t('tried')), onError: say }),
          },
          active
            ? { label: t('stop'), icon: 'pause', onSelect: () => setActive(false) }
            : { label: t('start'), icon: 'undo', onSelect: () => setActive(true) },
          { label: t('rotate'), icon: 'key', onSelect: () => setAsking('rotate') },
          { label: t('remove'), icon: 'trash', danger: true, separated: true, onSelect: () => setAsking('remove') },
        ]}
      />
      {asking && (
        <Confirm
          title={t(`${asking}Title`, { name })}
          confirm={t(asking)}
          danger={asking === 'remove'}
          onClose={() => setAsking(null)}
          onConfirm={async () => {
            if (asking === 'rotate') show({ name, secret: (await rotate.mutateAsync({ params })).secret })
            else {
              await remove.mutateAsync({ params })
              toast(t('removed', { name }))
            }
          }}
        >
          <p>{t(`${asking}Text`)}</p>
        </Confirm>
      )}
    </li>
  )
}
