import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { parameterSchemas } from '../../../contract/parameters.ts'
import { useSend } from '../../app/api/send.ts'
import { SelectField } from '../../ui/form/choice-fields.tsx'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { NumberField } from '../../ui/form/number-fields.tsx'
import { toast } from '../../ui/toast.ts'
import type { Parameter } from './parameters-page.tsx'
import { useParameterValue } from './words.ts'

/** One value, by the kind that the contract gives it. */
export function ParameterDialog({ parameter, onClose }: { parameter: Parameter; onClose: () => void }) {
  const { t } = useTranslation('parameters')
  const textOf = useParameterValue()
  const set = useSend('put', '/parameters/{key}')
  const { key, options } = parameter
  const name = t(`name.${key}`)
  const isText = options?.some((option) => typeof option === 'string')
  const schema = z.object({
    value:
      options && !isText
        ? z.coerce.number().pipe(parameterSchemas[key] as z.ZodType<number, number>)
        : parameterSchemas[key],
  })
  const state = useZodForm(schema as z.ZodType<{ value: Parameter['value'] }, { value: Parameter['value'] }>, {
    value: parameter.value,
  })
  const field = { control: state.control, name: 'value', label: name, hint: t(`about.${key}`) } as const
  return (
    <FormDialog
      title={t('editTitle', { name })}
      onClose={onClose}
      submit={t('save')}
      form={state}
      onSubmit={async ({ value }) => {
        await set.mutateAsync({ params: { path: { key } }, body: { value } })
        toast(t('saved', { name }))
      }}
    >
      {options ? (
        <SelectField
          {...field}
          required
          options={options.map((value) => ({ value: String(value), label: textOf(parameter, value) }))}
        />
      ) : (
        <NumberField {...field} />
      )}
    </FormDialog>
  )
}
