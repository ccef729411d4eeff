import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { signOut, useMaybeMe } from '../../app/session/session.ts'
import { Button } from '../../ui/button.tsx'
import { changePassword } from './change-password.ts'
import { PasswordFields } from './password-fields.tsx'
import { ProblemNotice, SessionCard, useFieldsForm } from './session-card.tsx'

/** The password was set by somebody else; nothing else opens until the person has chosen their own. */
export function ForcedPasswordPage() {
  const { t } = useTranslation('session')
  const router = useRouter()
  const me = useMaybeMe()
  const form = useFieldsForm(async ({ current = '', next = '' }) => {
    await changePassword(current, next)
    await router.navigate({ href: '/', replace: true })
  })
  return (
    <SessionCard title={t('forced.title')} lead={t('forced.lead', { name: me?.name ?? '' })}>
      <form className="grid gap-4" onSubmit={form.onSubmit}>
        <input type="hidden" name="username" autoComplete="username" value={me?.email ?? ''} />
        <ProblemNotice problem={form.problem} />
        <PasswordFields errorOf={form.errorOf} />
        <Button type="submit" variant="primary" pending={form.pending} className="w-full justify-center">
          {t('password.change')}
        </Button>
        <Button variant="ghost" className="w-full justify-center" onClick={() => void signOut()}>
          {t('forced.signOut')}
        </Button>
      </form>
    </SessionCard>
  )
}
