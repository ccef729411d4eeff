import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSend } from '../../app/api/send.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { toast } from '../../ui/toast.ts'
import type { Person } from './schema.ts'

interface UnlinkProps {
  person: Person
  identity: Person['identities'][number]
}

/** Takes from a person an account at a provider that they sign in with. */
export function UnlinkIdentity({ person, identity }: UnlinkProps) {
  const { t } = useTranslation('people')
  const [asked, setAsked] = useState(false)
  const unlink = useSend('delete', '/people/{id}/identities/{identityId}')
  const { name } = person
  const { host } = new URL(identity.issuer)
  return (
    <>
      <Button onClick={() => setAsked(true)}>{t('account.unlink', { host })}</Button>
      {asked && (
        <Confirm
          title={t('account.unlinkTitle', { email: identity.email })}
          confirm={t('account.unlink', { host })}
          danger
          onClose={() => setAsked(false)}
          onConfirm={async () => {
            await unlink.mutateAsync({ params: { path: { id: person.id, identityId: identity.id } } })
            toast(t('account.unlinked', { name }))
          }}
        >
          <p>{t('account.unlinkText', { host, name })}</p>
        </Confirm>
      )}
    </>
  )
}
