import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { toast } from '../../ui/toast.ts'
import { ProblemNotice } from '../session/session-card.tsx'

/** Shown where the installation has a provider to sign in with, or had one that the person is still linked to. */
export function IdentitiesSection() {
  const { t } = useTranslation('profile')
  const format = useFormat()
  const { data } = query.useQuery('get', '/me/identities')
  const unlink = useSend('delete', '/me/identities/{id}', {
    invalidates: ['/me/identities'],
    onSuccess: () => toast(t('identities.unlinked')),
  })
  if (!data || (data.provider === null && data.items.length === 0)) return null
  return (
    <Section title={data.provider ?? t('identities.title')}>
      <div className="grid gap-4">
        <ProblemNotice problem={unlink.error} />
        {data.items.length === 0 && <p className="text-muted">{t('identities.none', { name: data.provider ?? '' })}</p>}
        {data.items.map(({ id, issuer, email, linkedAt }) => (
          <div key={id} className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <div className="min-w-0 flex-1 basis-56">
              <p className="font-medium break-words">{email}</p>
              <p className="text-xs break-words text-muted">
                {t('identities.since', { host: new URL(issuer).host, when: format.dateTime(linkedAt) })}
              </p>
            </div>
            <Button
              size="sm"
              aria-label={t('identities.unlinkLabel', { email })}
              pending={unlink.isPending}
              onClick={() => unlink.mutate({ params: { path: { id } } })}
            >
              {t('identities.unlink')}
            </Button>
          </div>
        ))}
        {data.items.length > 0 && <p className="text-muted">{t('identities.about')}</p>}
      </div>
    </Section>
  )
}
