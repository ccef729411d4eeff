import { type Control, useFieldArray, useWatch } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { documentSubjects } from '../../../domain/predefined-documents.ts'
import { useSend } from '../../app/api/send.ts'
import { Button } from '../../ui/button.tsx'
import { ChecksField } from '../../ui/form/checks-field.tsx'
import { CheckField, RadioField, SelectField } from '../../ui/form/choice-fields.tsx'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { NumberField } from '../../ui/form/number-fields.tsx'
import { toast } from '../../ui/toast.ts'
import { NamesAndCode } from '../admin/names-and-code.tsx'
import { useTypeOptions } from '../fleet/master-data.ts'
import type { DocumentType } from './document-types-page.tsx'
import { asForm, asRule, documentTypeForm, emptyRule } from './rule-form.ts'

type Values = z.input<typeof documentTypeForm>

/** Code and subject stay as they were first given: documents of the type exist already. */
export function DocumentTypeDialog({ type, onClose }: { type: DocumentType | null; onClose: () => void }) {
  const { t } = useTranslation(['documentTypes', 'masterData'])
  const create = useSend('post', '/document-types')
  const update = useSend('patch', '/document-types/{id}', { version: type?.version })
  const state = useZodForm(documentTypeForm, {
    code: type?.code ?? '',
    subject: type?.subject ?? 'ASSET',
    nameEs: type?.nameEs ?? '',
    nameEn: type?.nameEn ?? '',
    critical: type?.critical ?? false,
    required: type?.required ?? false,
    hasClasses: type?.hasClasses ?? false,
    rules: type?.rules.map(asForm) ?? [],
  })
  const subject = useWatch({ control: state.control, name: 'subject' })
  return (
    <FormDialog
      title={type ? t('masterData:editTitle', { name: type.name }) : t('add')}
      onClose={onClose}
      submit={t('masterData:save')}
      form={state}
      onSubmit={async ({ code, subject, ...rest }) => {
        const body = { ...rest, rules: rest.rules.map(asRule) }
        if (type) await update.mutateAsync({ params: { path: { id: type.id } }, body })
        else await create.mutateAsync({ body: { code, subject, ...body } })
        toast(t('masterData:saved', { name: body.nameEs }))
      }}
    >
      <NamesAndCode control={state.control} codeHint={!type && t('masterData:codeHint')} />
      {!type && (
        <RadioField
          control={state.control}
          name="subject"
          label={t('subjectLabel')}
          options={documentSubjects.map((value) => ({ value, label: t(`subject.${value}`) }))}
        />
      )}
      <CheckField control={state.control} name="critical" label={t('critical')} hint={t('criticalHint')} />
      <CheckField control={state.control} name="required" label={t('required')} hint={t('requiredHint')} />
      <CheckField control={state.control} name="hasClasses" label={t('hasClasses')} />
      <Rules control={state.control} ofUnits={subject === 'ASSET'} />
    </FormDialog>
  )
}

/** The first rule that fits applies; a person's document has at most the time it lasts. */
function Rules({ control, ofUnits }: { control: Control<Values>; ofUnits: boolean }) {
  const { t } = useTranslation('documentTypes')
  const { fields, append, remove } = useFieldArray({ control, name: 'rules' })
  const types = useTypeOptions()
  return (
    <fieldset className="grid gap-4">
      <legend className="label">{t('rules')}</legend>
      <p className="text-xs text-muted">{t('rulesHint')}</p>
      {fields.map((field, index) => (
        <fieldset key={field.id} className="grid gap-3 rounded-md border border-border p-3">
          <legend className="label px-1">{t('ruleNumber', { n: index + 1 })}</legend>
          <Expiry control={control} index={index} ofUnits={ofUnits} />
          {ofUnits && (
            <>
              <CheckField control={control} name={`rules.${index}.onlyOnRoad`} label={t('onlyOnRoad')} />
              <ChecksField
                control={control}
                name={`rules.${index}.assetTypeIds`}
                label={t('types')}
                hint={t('typesHint')}
                options={types}
              />
            </>
          )}
          <div>
            <Button size="sm" icon="trash" aria-label={t('removeRule', { n: index + 1 })} onClick={() => remove(index)}>
              {t('remove')}
            </Button>
          </div>
        </fieldset>
      ))}
      <div>
        <Button icon="plus" onClick={() => append(emptyRule)}>
          {t('addRule')}
        </Button>
      </div>
    </fieldset>
  )
}

function Expiry({ control, index, ofUnits }: { control: Control<Values>; index: number; ofUnits: boolean }) {
  const { t } = useTranslation('documentTypes')
  const kind = useWatch({ control, name: `rules.${index}.kind` })
  const kinds = ofUnits ? (['NONE', 'MONTHS', 'ON_DATE', 'PLATE_DIGIT'] as const) : (['NONE', 'MONTHS'] as const)
  return (
    <>
      <SelectField
        control={control}
        name={`rules.${index}.kind`}
        label={t('expiry')}
        required
        options={kinds.map((value) => ({ value, label: t(`kind.${value}`) }))}
      />
      {kind === 'MONTHS' && (
        <NumberField control={control} name={`rules.${index}.months`} label={t('months')} required />
      )}
      {kind === 'ON_DATE' && (
        <div className="grid gap-4 sm:grid-cols-2">
          <NumberField control={control} name={`rules.${index}.day`} label={t('day')} required />
          <NumberField control={control} name={`rules.${index}.month`} label={t('month')} required />
        </div>
      )}
    </>
  )
}
