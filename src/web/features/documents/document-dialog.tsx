import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { civilDate, optionalText, uuid } from '../../../contract/common.ts'
import { fileLimits } from '../../../contract/files.ts'
import { expiryOf, ruleFor } from '../../../domain/document-expiry.ts'
import { licenceClasses } from '../../../domain/licence.ts'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { ChecksField } from '../../ui/form/checks-field.tsx'
import { SelectField } from '../../ui/form/choice-fields.tsx'
import { DateField } from '../../ui/form/date-fields.tsx'
import { FileField } from '../../ui/form/file-field.tsx'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { TextAreaField, TextField } from '../../ui/form/text-fields.tsx'
import { toast } from '../../ui/toast.ts'
import type { DocumentType, HeldDocument, Subject } from './schema.ts'

const form = z.object({
  typeId: uuid,
  number: optionalText(60),
  classes: z.array(z.enum(licenceClasses)),
  issuedOn: civilDate,
  expiresOn: z.nullable(civilDate),
  note: optionalText(500),
  files: z.array(z.instanceof(File)),
})

const touched = ['/documents', '/assets', '/people', '/files'] as const

/** The rule that says the last day when nobody writes one; `null`: the document is not for this unit. */
function ruleOf(type: DocumentType, subject: Subject) {
  if (subject.kind === 'ASSET') return ruleFor(type.rules, subject)
  return type.rules[0] ?? { assetTypeIds: [], onlyOnRoad: false, expiry: null }
}

interface DocumentDialogProps {
  subject: Subject
  /** The document that is renewed; without it, a first one is recorded. */
  renews: HeldDocument | null
  onClose: () => void
}

export function DocumentDialog({ subject, renews, onClose }: DocumentDialogProps) {
  const { t } = useTranslation('documents')
  const format = useFormat()
  const types = query.useQuery('get', '/document-types', { params: { query: { subject: subject.kind } } })
  const addToUnit = useSend('post', '/assets/{id}/documents', { invalidates: touched })
  const addToPerson = useSend('post', '/people/{id}/documents', { invalidates: touched })
  const renew = useSend('post', '/documents/{id}/renew', { invalidates: touched })
  const upload = useSend('post', '/files', { invalidates: touched })
  /** What is recorded already stays so when one of its files is refused. */
  const [recorded, setRecorded] = useState<HeldDocument | null>(null)
  const state = useZodForm(form, {
    typeId: renews?.type.id ?? '',
    number: renews?.number ?? null,
    classes: renews?.classes ?? [],
    issuedOn: '',
    expiresOn: null,
    note: null,
    files: [],
  })
  const [typeId, issuedOn] = state.watch(['typeId', 'issuedOn'])
  const all = types.data?.items ?? []
  const type = all.find(({ id }) => id === typeId)
  const rule = type ? ruleOf(type, subject) : null
  const plate = subject.kind === 'ASSET' ? subject.plate : null
  const byRule = rule?.expiry && civilDate.safeParse(issuedOn).success ? expiryOf(rule.expiry, issuedOn, plate) : null

  const record = ({ typeId: chosen, expiresOn, ...given }: Omit<z.output<typeof form>, 'files'>) => {
    const body = { ...given, ...(expiresOn ? { expiresOn } : {}) }
    if (renews) return renew.mutateAsync({ params: { path: { id: renews.id } }, body })
    const path = { path: { id: subject.id } }
    const first = { typeId: chosen, ...body }
    return subject.kind === 'ASSET'
      ? addToUnit.mutateAsync({ params: path, body: first })
      : addToPerson.mutateAsync({ params: path, body: first })
  }
  return (
    <FormDialog
      side
      title={renews ? t('dialog.renew', { name: renews.type.name }) : t('dialog.add')}
      onClose={onClose}
      submit={t(renews ? 'action.renew' : 'action.save')}
      form={state}
      onSubmit={async ({ files, ...given }) => {
        const document = recorded ?? (await record(given))
        setRecorded(document)
        for (const [index, file] of files.entries()) {
          const body = new FormData()
          body.append('file', file)
          const owner = { ownerType: 'document', ownerId: document.id, kind: 'DOCUMENT' } as const
          await upload.mutateAsync({ params: { query: owner }, body } as never)
          state.setValue('files', files.slice(index + 1))
        }
        toast(t(renews ? 'dialog.renewed' : 'dialog.added', { name: document.type.name }))
      }}
    >
      {!renews && (
        <SelectField
          control={state.control}
          name="typeId"
          label={t('field.type')}
          options={all
            .filter((one) => ruleOf(one, subject) !== null)
            .map(({ id, name }) => ({ value: id, label: name }))}
          required
        />
      )}
      <TextField control={state.control} name="number" label={t('field.number')} maxLength={60} mono />
      {type?.hasClasses && (
        <ChecksField
          control={state.control}
          name="classes"
          label={t('field.classes')}
          options={licenceClasses.map((value) => ({ value, label: value }))}
        />
      )}
      <div className="grid gap-4 sm:grid-cols-2">
        <DateField control={state.control} name="issuedOn" label={t('field.issuedOn')} required />
        <DateField
          control={state.control}
          name="expiresOn"
          label={t('field.expiresOn')}
          hint={byRule ? t('dialog.byRule', { date: format.date(byRule) }) : undefined}
          required={type?.critical === true && !rule?.expiry}
        />
      </div>
      <TextAreaField control={state.control} name="note" label={t('field.note')} maxLength={500} />
      <FileField
        control={state.control}
        name="files"
        label={t('field.files')}
        hint={t('dialog.fileHint', { megabytes: fileLimits.document })}
        accept=".pdf,image/jpeg,image/png,image/webp"
        multiple
      />
    </FormDialog>
  )
}
