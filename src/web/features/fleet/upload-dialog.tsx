import { useTranslation } from 'react-i18next'
import { z } from 'zod'
import { fileLimits } from '../../../contract/files.ts'
import { useSend } from '../../app/api/send.ts'
import { FileField } from '../../ui/form/file-field.tsx'
import { useZodForm } from '../../ui/form/form.tsx'
import { FormDialog } from '../../ui/form/form-dialog.tsx'
import { toast } from '../../ui/toast.ts'
import type { Asset } from './schema.ts'

const form = z.object({ files: z.array(z.instanceof(File)).min(1) })
const documents = '.pdf,.docx,.xlsx,.odt,.ods,.txt,.csv,image/jpeg,image/png,image/webp'

interface UploadDialogProps {
  asset: Asset
  kind: 'PHOTO' | 'DOCUMENT'
  onClose: () => void
}

/** Sends files one by one; when one is refused, those before it are in and it stays to be changed. */
export function UploadDialog({ asset, kind, onClose }: UploadDialogProps) {
  const { t } = useTranslation('fleet')
  const send = useSend('post', '/files', { invalidates: ['/files', '/assets'] })
  const state = useZodForm(form, { files: [] })
  const photo = kind === 'PHOTO'
  return (
    <FormDialog
      title={t(photo ? 'files.addPhoto' : 'files.addDocument')}
      onClose={onClose}
      submit={t('files.send')}
      form={state}
      onSubmit={async ({ files }) => {
        for (const [index, file] of files.entries()) {
          const body = new FormData()
          body.append('file', file)
          const owner = { ownerType: 'asset', ownerId: asset.id, kind } as const
          await send.mutateAsync({ params: { query: owner }, body } as never)
          state.setValue('files', files.slice(index + 1))
        }
        toast(t('files.added', { count: files.length }))
      }}
    >
      <FileField
        control={state.control}
        name="files"
        label={t(photo ? 'files.photos' : 'files.documents')}
        hint={t(photo ? 'files.photoHint' : 'files.documentHint', {
          megabytes: photo ? fileLimits.photo : fileLimits.document,
        })}
        accept={photo ? 'image/jpeg,image/png,image/webp' : documents}
        multiple
        required
      />
    </FormDialog>
  )
}
