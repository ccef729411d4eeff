import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Section } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { deviceOf } from './device.ts'

export function SessionsSection() {
  const { t } = useTranslation('profile')
  const format = useFormat()
  const sessions = query.useQuery('get', '/me/sessions')
  const revoke = useSend('delete', '/me/sessions/{id}', {
    invalidates: ['/me/sessions'],
    onSuccess: () => toast(t('sessions.revoked')),
  })
  return (
    <Section title={t('sessions.title')} padded={false}>
      <Loaded query={sessions} skeleton={<SkeletonRows rows={2} />}>
        {({ items }) => (
          <ul className="divide-y divide-separator">
            {items.map((session) => {
              const device = deviceOf(session.userAgent) ?? t('sessions.unknown')
              return (
                <li key={session.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-3">
                  <Icon name={/Android|iPhone|iPad/.test(device) ? 'phone' : 'monitor'} className="text-muted" />
                  <div className="min-w-0 flex-1 basis-56">
                    <p className="font-medium">{device}</p>
                    <p className="text-xs text-muted">
                      {[
                        session.ip,
                        t(`sessions.method.${session.method}`),
                        t('sessions.since', { when: format.dateTime(session.createdAt) }),
                        t('sessions.lastUsed', { when: format.relative(session.lastUsedAt) }),
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </p>
                  </div>
                  {session.current ? (
                    <Badge tone="accent" icon="check">
                      {t('sessions.current')}
                    </Badge>
                  ) : (
                    <Button
                      size="sm"
                      aria-label={t('sessions.revokeLabel', { device })}
                      pending={revoke.isPending}
                      onClick={() => revoke.mutate({ params: { path: { id: session.id } } })}
                    >
                      {t('sessions.revoke')}
                    </Button>
                  )}
                </li>
              )
            })}
          </ul>
        )}
      </Loaded>
    </Section>
  )
}
