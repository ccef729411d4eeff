import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import type { components } from '../../app/api-schema.d.ts'
import { Form, SubmitBar, useZodForm } from '../../ui/form/form.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Page, Section } from '../../ui/page.tsx'
import { SkeletonForm } from '../../ui/skeleton.tsx'
import { Loaded } from '../../ui/states.tsx'
import { toast } from '../../ui/toast.ts'
import { ChannelMatrix } from './channel-matrix.tsx'
import { type PreferenceFields, preferenceFields, RhythmFields } from './preference-fields.tsx'
import { PushSection } from './push-section.tsx'

type Preferences = components['schemas']['NoticePreferences']

export function PreferencesPage() {
  const { t } = useTranslation(['notices', 'profile'])
  const preferences = query.useQuery('get', '/me/notice-preferences')
  return (
    <Page
      title={t('preferences.title')}
      lead={t('preferences.lead')}
      breadcrumbs={[{ label: t('profile:title'), href: '/profile' }]}
      narrow
    >
      <PushSection />
      <Loaded query={preferences} skeleton={<SkeletonForm />}>
        {(found) => <Editor preferences={found} reload={async () => (await preferences.refetch()).data} />}
      </Loaded>
    </Page>
  )
}

function fieldsOf({ quiet, normal, informative, kinds }: Preferences): PreferenceFields {
  return {
    quiet: quiet !== null,
    from: quiet?.from ?? '22:00',
    to: quiet?.to ?? '07:00',
    normal,
    informative,
    kinds: kinds.map(({ kind, channels }) => ({ kind, channels })),
  }
}

function Editor({ preferences, reload }: { preferences: Preferences; reload: () => Promise<Preferences | undefined> }) {
  const { t } = useTranslation('notices')
  const [version, setVersion] = useState(preferences.version)
  const send = useSend('put', '/me/notice-preferences', { version, invalidates: ['/me/notice-preferences'] })
  const form = useZodForm(preferenceFields, fieldsOf(preferences))
  const { available, reachable, kinds } = preferences
  return (
    <Form
      form={form}
      reload={async () => {
        const current = await reload()
        if (!current) return undefined
        setVersion(current.version)
        return fieldsOf(current)
      }}
      onSubmit={async ({ quiet, from, to, ...rest }) => {
        const saved = await send.mutateAsync({ body: { ...rest, quiet: quiet ? { from, to } : null } })
        setVersion(saved.version)
        toast(t('preferences.saved'))
      }}
    >
      <Section title={t('matrix.title')} padded={available.length === 0}>
        {available.length === 0 ? (
          <Notice tone="info">{t('matrix.none')}</Notice>
        ) : (
          <ChannelMatrix control={form.control} kinds={kinds} available={available} reachable={reachable} />
        )}
      </Section>
      <RhythmFields form={form} />
      <SubmitBar label={t('preferences.save')} pending={form.formState.isSubmitting} />
    </Form>
  )
}
