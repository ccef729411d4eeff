import { type Control, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { createPerson } from '../../../contract/people.ts'
import { roles } from '../../../contract/permissions.ts'
import { systemCodes, systemNames } from '../../../domain/system.ts'
import { query } from '../../app/api/client.ts'
import { useMe } from '../../app/session/session.ts'
import { ChecksField } from '../../ui/form/checks-field.tsx'
import { RadioField } from '../../ui/form/choice-fields.tsx'
import { MoneyField, NumberField } from '../../ui/form/number-fields.tsx'
import type { Option } from '../../ui/form/option.ts'
import { TextField } from '../../ui/form/text-fields.tsx'
import { useSiteOptions } from '../fleet/master-data.ts'

export const personFields = z.object(createPerson.shape)
export type PersonFields = z.input<typeof personFields>

export const blankPerson = {
  name: '',
  email: '',
  role: 'OPERATOR',
  rut: null,
  phone: null,
  siteIds: [],
  skills: [],
  weeklyHours: 45,
  hourlyRate: 0,
} satisfies PersonFields

export function PersonFieldset({ control }: { control: Control<PersonFields> }) {
  const { t } = useTranslation(['people', 'terms'])
  const me = useMe()
  const sites = useSiteOptions()
  const skills = useSkillOptions()
  const role = useWatch({ control, name: 'role' })
  const given = me.role === 'ADMIN' ? roles : (['OPERATOR'] as const)
  return (
    <>
      <div className="grid gap-4 md:grid-cols-2">
        <TextField control={control} name="name" label={t('field.name')} required maxLength={120} />
        <TextField control={control} name="email" type="email" label={t('field.email')} required maxLength={254} />
        <TextField control={control} name="rut" label={t('field.rut')} hint={t('hint.rut')} maxLength={20} />
        <TextField control={control} name="phone" type="tel" label={t('field.phone')} maxLength={30} />
        <NumberField
          control={control}
          name="weeklyHours"
          label={t('field.weeklyHours')}
          hint={t('hint.weeklyHours')}
          unit="h"
        />
        <MoneyField control={control} name="hourlyRate" label={t('field.hourlyRate')} hint={t('hint.hourlyRate')} />
      </div>
      <RadioField
        control={control}
        name="role"
        label={t('field.role')}
        options={given.map((value) => ({ value, label: t(`terms:role.${value}`) }))}
      />
      {role !== 'ADMIN' && (
        <ChecksField
          control={control}
          name="siteIds"
          label={t('field.sites')}
          hint={t('hint.sites')}
          required
          options={sites}
        />
      )}
      {role === 'OPERATOR' && (
        <ChecksField
          control={control}
          name="skills"
          label={t('field.skills')}
          hint={t('hint.skills')}
          options={skills}
        />
      )}
    </>
  )
}

/** Types of unit and systems: what an order can ask for. */
function useSkillOptions(): Option[] {
  const { i18n } = useTranslation()
  const types = query.useQuery('get', '/asset-types', {}, { staleTime: 5 * 60_000 })
  const language = i18n.language === 'en' ? 'en' : 'es'
  return [
    ...(types.data?.items ?? []).map(({ code, name }) => ({ value: code, label: name })),
    ...systemCodes.map((code) => ({ value: code, label: systemNames[code][language] })),
  ]
}
