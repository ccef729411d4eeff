import { lazy, Suspense } from 'react'
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
  return (
    <Section title={t('totp.title')}>
      {me.totpEnabled ? (
        <Disable />
      ) : start.data ? (
        <Confirm secret={start.data.secret} uri={start.data.uri} />
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

function Confirm({ secret, uri }: { secret: string; uri: string }) {
  const { t } = useTranslation('profile')
  const me = useMe()
  const confirm = useSend('post', '/me/totp/confirm', { invalidates: [] })
  const form = useFieldsForm(async ({ code = '' }) => {
    await confirm.mutateAsync({ body: { code: code.replace(/\s/g, '') } })
    replaceMe({ ...me, totpEnabled: true })
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
