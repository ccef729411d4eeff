import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { invalidate } from '../../app/api/query-client.ts'
import { useMe } from '../../app/session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/page.tsx'
import { toast } from '../../ui/toast.ts'
import { changePassword } from '../session/change-password.ts'
import { PasswordFields } from '../session/password-fields.tsx'
import { ProblemNotice, useFieldsForm } from '../session/session-card.tsx'

export function PasswordSection() {
  const { t } = useTranslation(['profile', 'session'])
  const { email } = useMe()
  const element = useRef<HTMLFormElement>(null)
  const form = useFieldsForm(async ({ current = '', next = '' }) => {
    await changePassword(current, next)
    element.current?.reset()
    toast(t('password.changed'))
    await invalidate(['/me'])
  })
  return (
    <Section title={t('password.title')}>
      <form ref={element} className="grid max-w-md gap-4" onSubmit={form.onSubmit}>
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <ProblemNotice problem={form.problem} />
        <PasswordFields errorOf={form.errorOf} />
        <Button type="submit" pending={form.pending} className="justify-self-start">
          {t('session:password.change')}
        </Button>
      </form>
    </Section>
  )
}
