import { type UseFormReturn, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod/mini'
import { digests, personalChannels } from '../../../domain/notice.ts'
import { CheckField, RadioField } from '../../ui/form/choice-fields.tsx'
import { Field } from '../../ui/form/field.tsx'
import { Section } from '../../ui/page.tsx'

const clock = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
export const preferenceFields = z.object({
  quiet: z.boolean(),
  from: clock,
  to: clock,
  normal: z.enum(digests),
  informative: z.enum(digests),
  kinds: z.array(z.object({ kind: z.string(), channels: z.array(z.enum(personalChannels)) })),
})
export type PreferenceFields = z.input<typeof preferenceFields>
export type PreferenceForm = UseFormReturn<PreferenceFields, unknown, z.output<typeof preferenceFields>>

/** When notices leave the app: digests and quiet hours. */
export function RhythmFields({ form }: { form: PreferenceForm }) {
  const { t } = useTranslation('notices')
  const quiet = useWatch({ control: form.control, name: 'quiet' })
  const options = digests.map((value) => ({ value, label: t(`digest.${value}`) }))
  const { errors } = form.formState
  return (
    <Section title={t('rhythm.title')}>
      <div className="grid gap-5">
        <p className="text-muted">{t('rhythm.critical')}</p>
        <RadioField control={form.control} name="normal" label={t('rhythm.normal')} options={options} />
        <RadioField control={form.control} name="informative" label={t('rhythm.informative')} options={options} />
        <CheckField control={form.control} name="quiet" label={t('rhythm.quiet')} hint={t('rhythm.quietHint')} />
        {quiet && (
          <div className="grid grid-cols-2 gap-3 sm:max-w-xs">
            {(['from', 'to'] as const).map((name) => (
              <Field key={name} label={t(`rhythm.${name}`)} required error={errors[name]?.message}>
                {(aria) => <input type="time" {...aria} {...form.register(name)} className="input" />}
              </Field>
            ))}
          </div>
        )}
      </div>
    </Section>
  )
}
