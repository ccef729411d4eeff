import { useRouter } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { adoptPreferences } from '../../app/session/preferences.ts'
import { signIn } from '../../app/session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/form/field.tsx'
import { CredentialsForm } from './credentials-form.tsx'
import { nextAddress } from './next-address.ts'
import { ProblemNotice, SessionCard, useFieldsForm } from './session-card.tsx'

const ProviderSignIn = lazy(async () => ({ default: (await import('./provider-sign-in.tsx')).ProviderSignIn }))

export function LoginPage() {
  const { t } = useTranslation('session')
  const router = useRouter()
  /** E-mail and password were right and the second factor is asked for; they wait here, in memory. */
  const [first, setFirst] = useState<{ email: string; password: string } | null>(null)

  const form = useFieldsForm(async ({ email = '', password = '', totp }) => {
    const credentials = first ?? { email, password }
    try {
      const me = await signIn({ ...credentials, totp: totp?.replace(/\s/g, '').toLowerCase() || undefined })
      await adoptPreferences(me)
      await router.navigate({ href: nextAddress(window.location.search), replace: true })
    } catch (error) {
      if ((error as { code?: string }).code !== 'auth.totpRequired') throw error
      setFirst(credentials)
    }
  })

  if (first) {
    return (
      <SessionCard title={t('totp.title')} lead={t('totp.lead')}>
        <form className="grid gap-4" onSubmit={form.onSubmit}>
          <ProblemNotice problem={form.problem} />
          <Field label={t('totp.code')} hint={t('totp.recovery')} required error={form.errorOf('totp')}>
            {(props) => (
              <input
                {...props}
                // biome-ignore lint/a11y/noAutofocus: the step has this one field, and the person is about to type into it
                autoFocus
                required
                name="totp"
                className="input font-mono tracking-widest"
                autoComplete="one-time-code"
                autoCapitalize="none"
                spellCheck={false}
                maxLength={25}
              />
            )}
          </Field>
          <Button type="submit" variant="primary" pending={form.pending} className="w-full justify-center">
            {t('login.submit')}
          </Button>
          <Button
            variant="ghost"
            className="w-full justify-center"
            onClick={() => {
              setFirst(null)
              form.setProblem(null)
            }}
          >
            {t('totp.back')}
          </Button>
        </form>
      </SessionCard>
    )
  }

  return (
    <SessionCard title={t('login.title')} lead={t('login.lead')}>
      <CredentialsForm form={form}>
        <Suspense>
          <ProviderSignIn />
        </Suspense>
        <ReportInstead />
      </CredentialsForm>
    </SessionCard>
  )
}

/** Older labels open the unit's page: who has no account may still report its fault from here. */
function ReportInstead() {
  const { t } = useTranslation('session')
  const unit = /^\/assets\/([\da-f-]{36})$/.exec(nextAddress(window.location.search))?.[1]
  return unit ? (
    <a href={`/report/${unit}`} className="py-3 underline">
      {t('login.report')}
    </a>
  ) : null
}
