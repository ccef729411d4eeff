import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useMe } from '../../app/session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Section } from '../../ui/page.tsx'
import { toast } from '../../ui/toast.ts'
import { useSayProblem } from '../../ui/use-say-problem.ts'
import type { Person } from './schema.ts'
import { TemporaryPassword } from './temporary-password.tsx'
import { UnlinkIdentity } from './unlink-identity.tsx'

interface AccountProps {
  person: Person
  onChanged: (person: Person) => void
}

const accountAt = ({ issuer, email }: Person['identities'][number]) => `${new URL(issuer).host}, ${email}`

/** Whether and how a person gets in: password, second factor, pause, deactivation. */
export function AccountSection({ person, onChanged }: AccountProps) {
  const { t } = useTranslation('people')
  const format = useFormat()
  const me = useMe()
  const { lastSeenAt, lockedUntil, deactivatedAt, createdAt, totpEnabled, identities } = person
  return (
    <Section title={t('account.title')}>
      <Facts
        facts={[
          [t('field.createdAt'), format.date(createdAt)],
          [t('field.lastSeenAt'), lastSeenAt ? format.dateTime(lastSeenAt) : t('never')],
          [t('field.secondFactor'), t(totpEnabled ? 'secondFactor.on' : 'secondFactor.off')],
          ...(identities.length > 0 ? [[t('field.identity'), identities.map(accountAt).join(' · ')] as const] : []),
          ...(lockedUntil ? [[t('field.lockedUntil'), format.dateTime(lockedUntil)] as const] : []),
          ...(deactivatedAt ? [[t('field.deactivatedAt'), format.dateTime(deactivatedAt)] as const] : []),
        ]}
      />
      {person.id === me.id ? (
        <p className="mt-3 text-muted">{t('account.own')}</p>
      ) : (
        <div className="mt-4 flex flex-wrap gap-2">
          <AccountActions person={person} onChanged={onChanged} />
          {identities.map((identity) => (
            <UnlinkIdentity key={identity.id} person={person} identity={identity} />
          ))}
        </div>
      )}
    </Section>
  )
}

function AccountActions({ person, onChanged }: AccountProps) {
  const { t } = useTranslation('people')
  const say = useSayProblem()
  const [open, setOpen] = useState<'deactivate' | 'reset' | null>(null)
  const [removeFactor, setRemoveFactor] = useState(false)
  const [password, setPassword] = useState<string | null>(null)
  const { id, name, version } = person
  const init = { params: { path: { id } } }
  const deactivate = useSend('post', '/people/{id}/deactivate', { version })
  const reactivate = useSend('post', '/people/{id}/reactivate', { version })
  const reset = useSend('post', '/people/{id}/reset-password')
  const unlock = useSend('post', '/people/{id}/unlock')
  const told = (words: string) => (changed: Person) => {
    onChanged(changed)
    toast(words)
  }
  return (
    <>
      {person.lockedUntil && (
        <Button
          icon="lock"
          pending={unlock.isPending}
          onClick={() => unlock.mutate(init, { onSuccess: told(t('account.unlocked', { name })), onError: say })}
        >
          {t('account.unlock')}
        </Button>
      )}
      {person.deactivatedAt ? (
        <Button
          icon="undo"
          pending={reactivate.isPending}
          onClick={() => reactivate.mutate(init, { onSuccess: told(t('account.reactivated', { name })), onError: say })}
        >
          {t('account.reactivate')}
        </Button>
      ) : (
        <>
          <Button icon="key" onClick={() => setOpen('reset')}>
            {t('account.reset')}
          </Button>
          <Button variant="danger-soft" icon="cancelled" onClick={() => setOpen('deactivate')}>
            {t('account.deactivate')}
          </Button>
        </>
      )}
      {open === 'deactivate' && (
        <Confirm
          title={t('account.deactivateTitle', { name })}
          confirm={t('account.deactivate')}
          danger
          onClose={() => setOpen(null)}
          onConfirm={async () => told(t('account.deactivated', { name }))(await deactivate.mutateAsync(init))}
        >
          <p>{t('account.deactivateText')}</p>
        </Confirm>
      )}
      {open === 'reset' && (
        <Confirm
          title={t('account.resetTitle', { name })}
          confirm={t('account.reset')}
          onClose={() => setOpen(null)}
          onConfirm={async () => {
            const changed = await reset.mutateAsync({ ...init, body: { removeSecondFactor: removeFactor } })
            onChanged(changed)
            setPassword(changed.temporaryPassword)
          }}
        >
          <p>{t('account.resetText')}</p>
          {person.totpEnabled && (
            <label className="flex min-h-12 cursor-pointer items-center gap-3 md:min-h-9">
              <input
                type="checkbox"
                className="check"
                checked={removeFactor}
                onChange={({ target }) => setRemoveFactor(target.checked)}
              />
              {t('account.removeFactor')}
            </label>
          )}
        </Confirm>
      )}
      {password && <TemporaryPassword name={name} password={password} onClose={() => setPassword(null)} />}
    </>
  )
}
