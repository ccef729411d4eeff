import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import type { components } from '../../app/api-schema.d.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { RecordListPage } from '../../ui/list/record-list-page.tsx'
import { SecretDialog } from '../../ui/secret-dialog.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { ApiTokenDialog } from './api-token-dialog.tsx'

type ApiToken = components['schemas']['ApiToken']

/** The keys that other systems come in with. */
export function ApiTokensPage() {
  const { t } = useTranslation(['apiTokens', 'shell'])
  const [issued, setIssued] = useState<{ name: string; token: string } | null>(null)
  const tokens = query.useQuery('get', '/api-tokens')
  return (
    <RecordListPage
      title={t('title')}
      lead={t('lead')}
      breadcrumbs={[{ label: t('shell:nav.admin'), href: '/admin' }]}
      query={tokens}
      add={t('add')}
      empty={(add) => (
        <EmptyState icon="key" action={add}>
          {t('empty')}
        </EmptyState>
      )}
      row={(token) => <TokenRow key={token.id} token={token} />}
      dialog={(_, close) => <ApiTokenDialog onClose={close} onIssued={setIssued} />}
    >
      {issued && (
        <SecretDialog
          title={t('issuedTitle', { name: issued.name })}
          secret={issued.token}
          onClose={() => setIssued(null)}
        />
      )}
    </RecordListPage>
  )
}

function TokenRow({ token }: { token: ApiToken }) {
  const { t } = useTranslation('apiTokens')
  const format = useFormat()
  const [ending, setEnding] = useState(false)
  const revoke = useSend('post', '/api-tokens/{id}/revoke')
  const { id, name, prefix, owner, permissions, sites, expiresAt, lastUsedAt, revokedAt, revokedBy } = token
  const expired = expiresAt !== null && Date.parse(expiresAt) <= Date.now()
  return (
    <li className="grid gap-x-4 gap-y-2 px-4 py-3 md:grid-cols-[minmax(0,1fr)_minmax(0,16rem)_auto] md:items-start">
      <div className="min-w-0 [overflow-wrap:anywhere]">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          {name}
          {revokedAt ? (
            <Badge icon="cancelled" tone="neutral">
              {t('revoked')}
            </Badge>
          ) : expired ? (
            <Badge icon="clock" tone="warning">
              {t('expired')}
            </Badge>
          ) : null}
        </p>
        <p className="text-xs text-muted">
          <span className="font-mono">{`${prefix}…`}</span>
          {` · ${owner.name} · ${sites ? sites.map((site) => site.name).join(', ') : t('allSites')}`}
        </p>
        <p className="font-mono text-xs text-muted">{permissions.join(' ')}</p>
      </div>
      <div className="text-xs text-muted">
        <p>{lastUsedAt ? t('lastUsed', { when: format.dateTime(lastUsedAt) }) : t('neverUsed')}</p>
        <p>
          {revokedAt
            ? t('revokedBy', { when: format.dateTime(revokedAt), name: revokedBy?.name ?? '' })
            : expiresAt
              ? t('until', { when: format.dateTime(expiresAt) })
              : t('noEnd')}
        </p>
      </div>
      {!revokedAt && (
        <Button
          size="sm"
          variant="danger-soft"
          icon="cancelled"
          aria-label={t('revokeTitle', { name })}
          onClick={() => setEnding(true)}
        >
          {t('revoke')}
        </Button>
      )}
      {ending && (
        <Confirm
          title={t('revokeTitle', { name })}
          confirm={t('revoke')}
          danger
          onClose={() => setEnding(false)}
          onConfirm={async () => {
            await revoke.mutateAsync({ params: { path: { id } } })
            toast(t('wasRevoked', { name }))
          }}
        >
          <p>{t('revokeText')}</p>
        </Confirm>
      )}
    </li>
  )
}
