import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/form/field.tsx'
import { PasswordInput } from './password-input.tsx'
import { type FieldsForm, ProblemNotice } from './session-card.tsx'

/** E-mail and password: the first step of signing in. */
export function CredentialsForm({ form, children }: { form: FieldsForm; children?: ReactNode }) {
  const { t } = useTranslation('session')
  return (
    <form className="grid gap-4" onSubmit={form.onSubmit}>
      <ProblemNotice problem={form.problem} />
      <Field label={t('login.email')} required error={form.errorOf('email')}>
        {(props) => (
          <input
            {...props}
            required
            name="email"
            type="email"
            className="input"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
          />
        )}
      </Field>
      <Field label={t('login.password')} required error={form.errorOf('password')}>
        {(props) => <PasswordInput {...props} name="password" autoComplete="current-password" />}
      </Field>
      <Button type="submit" variant="primary" pending={form.pending} className="w-full justify-center">
        {t('login.submit')}
      </Button>
      {children}
    </form>
  )
}
