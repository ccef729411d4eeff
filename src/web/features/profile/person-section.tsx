import { useTranslation } from 'react-i18next'
import * as z from 'zod/mini'
import { useSend } from '../../app/api/send.ts'
import { replaceMe, useMe } from '../../app/session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Facts } from '../../ui/facts.tsx'
import { Form, useZodForm } from '../../ui/form/form.tsx'
import { TextField } from '../../ui/form/text-fields.tsx'
import { Section } from '../../ui/page.tsx'
import { toast } from '../../ui/toast.ts'

const phoneForm = z.object({ phone: z.nullable(z.string().check(z.maxLength(40))) })

export function PersonSection() {
  const { t } = useTranslation(['profile', 'terms'])
  const me = useMe()
  const save = useSend('patch', '/me', { onSuccess: replaceMe })
  const form = useZodForm(phoneForm, { phone: me.phone ?? null })
  return (
    <Section title={t('data.title')}>
      <Facts
        facts={[
          [t('data.name'), me.name],
          [t('data.email'), me.email],
          [t('data.role'), t(`terms:role.${me.role}`)],
          [t('data.sites'), me.sites?.map(({ name }) => name).join(', ') ?? t('allSites')],
        ]}
      />
      <p className="mt-2 mb-4 text-xs text-muted">{t('data.help')}</p>
      <Form
        form={form}
        className="flex flex-wrap items-start gap-3"
        onSubmit={async (body) => {
          await save.mutateAsync({ body })
          toast(t('data.saved'))
        }}
      >
        <TextField
          control={form.control}
          name="phone"
          type="tel"
          autoComplete="tel"
          label={t('data.phone')}
          hint={t('data.phoneHint')}
          className="min-w-0 flex-1 basis-60"
        />
        <Button type="submit" className="mt-6" pending={save.isPending}>
          {t('data.save')}
        </Button>
      </Form>
    </Section>
  )
}
