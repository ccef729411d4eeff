import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { adoptPreferences } from '../../app/session/preferences.ts'
import { setUp } from '../../app/session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/form/field.tsx'
import { PasswordInput } from './password-input.tsx'
import { ProblemNotice, SessionCard, useFieldsForm } from './session-card.tsx'

/** The first administrator, by the one-time link that the server printed when it started empty. */
export function SetupPage() {
  const { t } = useTranslation('session')
  const router = useRouter()
  const form = useFieldsForm(async ({ name = '', email = '', password = '' }) => {
    const token = new URLSearchParams(window.location.search).get('token') ?? ''
    await adoptPreferences(await setUp({ token, name, email, password }))
    await router.navigate({ href: '/', replace: true })
  })
  return (
    <SessionCard title={t('setup.title')} lead={t('setup.lead')}>
      <form className="grid gap-4" onSubmit={form.onSubmit}>
        <ProblemNotice problem={form.problem} />
        <Field label={t('setup.name')} required error={form.errorOf('name')}>
          {(props) => <input {...props} required name="name" className="input" autoComplete="name" maxLength={120} />}
        </Field>
        <Field label={t('login.email')} required error={form.errorOf('email')}>
          {(props) => <input {...props} required name="email" type="email" className="input" autoComplete="username" />}
        </Field>
        <Field label={t('login.password')} hint={t('password.rules')} required error={form.errorOf('password')}>
          {(props) => <PasswordInput {...props} name="password" autoComplete="new-password" minLength={12} />}
        </Field>
        <Button type="submit" variant="primary" pending={form.pending} className="w-full justify-center">
          {t('setup.submit')}
        </Button>
      </form>
    </SessionCard>
  )
}
