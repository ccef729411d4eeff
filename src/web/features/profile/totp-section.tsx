import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSend } from '../../app/api/send.ts'
import { replaceMe, useMe } from '../../app/session/session.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/form/field.tsx'
import { Section } from '../../ui/page.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { toast } from '../../ui/toast.ts'
import { PasswordInput } from '../session/password-input.tsx'
import { ProblemNotice, useFieldsForm } from '../session/session-card.tsx'

const QrCode = lazy(async () => ({ default: (await import('../../ui/qr-code.tsx')).QrCode }))

export function TotpSection() {
  const { t } = useTranslation('profile')
  const me = useMe()
  const start = useSend('post', '/me/totp', { invalidates: [] })
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  return (
    <Section title={t('totp.title')}>
      {codes ? (
        <RecoveryCodes codes={codes} onKept={() => setCodes(null)} />
      ) : me.totpEnabled ? (
        <Disable />
      ) : start.data ? (
        <Confirm secret={start.data.secret} uri={start.data.uri} onConfirmed={setCodes} />
      ) : (
        <div className="grid justify-items-start gap-3">
          <p className="text-muted">{t('totp.off')}</p>
          <ProblemNotice problem={start.error} />
          <Button icon="shield" pending={start.isPending} onClick={() => start.mutate({})}>
            {t('totp.enable')}
          </Button>
        </div>
      )}
    </Section>
  )
}

interface ConfirmProps {
  secret: string
  uri: string
  onConfirmed: (recoveryCodes: readonly string[]) => void
}

function Confirm({ secret, uri, onConfirmed }: ConfirmProps) {
  const { t } = useTranslation('profile')
  const me = useMe()
  const confirm = useSend('post', '/me/totp/confirm', { invalidates: [] })
  const form = useFieldsForm(async ({ code = '' }) => {
    const { recoveryCodes } = await confirm.mutateAsync({ body: { code: code.replace(/\s/g, '') } })
    onConfirmed(recoveryCodes)
    replaceMe({ ...me, totpEnabled: true, recoveryCodesLeft: recoveryCodes.length })
    toast(t('totp.enabled'))
  })
  return (
    <div className="grid gap-5 sm:grid-cols-[auto_1fr]">
      <Suspense fallback={<Skeleton className="size-48" />}>
        <QrCode text={uri} label={t('totp.qr')} />
      </Suspense>
      <form className="grid max-w-md content-start gap-4" onSubmit={form.onSubmit}>
        <p>{t('totp.scan')}</p>
        <p className="text-muted">
          {t('totp.manual')}{' '}
          <code className="font-mono break-all text-foreground">{secret.replace(/(.{4})/g, '$1 ')}</code>
        </p>
        <ProblemNotice problem={form.problem} />
        <Field label={t('totp.code')} required error={form.errorOf('code')}>
          {(props) => (
            <input
              {...props}
              required
              name="code"
              className="input font-mono tracking-widest"
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={10}
            />
          )}
        </Field>
        <Button type="submit" variant="primary" pending={form.pending} className="justify-self-start">
          {t('totp.confirm')}
        </Button>
      </form>
    </div>
  )
}

/** Shown this once: each lets its owner in one time without the phone. */
function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const { t } = useTranslation('profile')
  return (
    <div className="grid max-w-md gap-4">
      <p>{t('totp.recovery')}</p>
      <ul className="grid gap-x-6 gap-y-1 rounded-md bg-surface-secondary px-4 py-3 font-mono select-all sm:grid-cols-2">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Button variant="primary" className="justify-self-start" onClick={onKept}>
        {t('totp.kept')}
      </Button>
    </div>
  )
}

function Disable() {
  const { t } = useTranslation('profile')
  const me = useMe()
  const disable = useSend('post', '/me/totp/disable', { invalidates: [] })
  const form = useFieldsForm(async ({ password = '' }) => {
    await disable.mutateAsync({ body: { password } })
    replaceMe({ ...me, totpEnabled: false })
    toast(t('totp.disabled'))
  })
  return (
    <form className="grid max-w-md gap-4" onSubmit={form.onSubmit}>
      <Badge tone="success" icon="shield">
        {t('totp.on')}
      </Badge>
      <p className="text-muted">{t('totp.left', { count: me.recoveryCodesLeft })}</p>
      <ProblemNotice problem={form.problem} />
      <Field label={t('totp.password')} required error={form.errorOf('password')}>
        {(props) => <PasswordInput {...props} name="password" autoComplete="current-password" />}
      </Field>
      <Button type="submit" variant="danger-soft" pending={form.pending} className="justify-self-start">
        {t('totp.disable')}
      </Button>
    </form>
  )
}
