import { useTranslation } from 'react-i18next'
import { Field } from '../../ui/form/field.tsx'
import { PasswordInput } from './password-input.tsx'

export function PasswordFields({ errorOf }: { errorOf: (field: string) => string | undefined }) {
  const { t } = useTranslation('session')
  return (
    <>
      <Field label={t('password.current')} required error={errorOf('current')}>
        {(props) => <PasswordInput {...props} name="current" autoComplete="current-password" />}
      </Field>
      <Field label={t('password.next')} hint={t('password.rules')} required error={errorOf('next')}>
        {(props) => <PasswordInput {...props} name="next" autoComplete="new-password" minLength={12} />}
      </Field>
    </>
  )
}
