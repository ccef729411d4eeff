import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSend } from '../../../app/api/send.ts'
import { useCan } from '../../../app/session/session.ts'
import { buttonClass, IconButton } from '../../../ui/button.tsx'
import { cx } from '../../../ui/class-names.ts'
import { Confirm } from '../../../ui/confirm.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Icon } from '../../../ui/icon.tsx'
import { Section } from '../../../ui/page.tsx'
import { StoredImage } from '../../../ui/stored-image.tsx'
import { useSayProblem } from '../../../ui/use-say-problem.ts'
import type { WorkOrder } from '../schema.ts'
import { useWritable } from './writable.ts'

const kinds = ['PHOTO_BEFORE', 'PHOTO_AFTER'] as const
type PhotoKind = (typeof kinds)[number]
type StoredFile = WorkOrder['files'][number]

/** How it was and how it is now, side by side. */
export function PhotosSection({ order }: { order: WorkOrder }) {
  const { t } = useTranslation('workOrders')
  return (
    <Section title={t('photo.title')}>
      <div className="grid gap-4 sm:grid-cols-2">
        {kinds.map((kind) => (
          <Photos key={kind} order={order} kind={kind} />
        ))}
      </div>
    </Section>
  )
}

function Photos({ order, kind }: { order: WorkOrder; kind: PhotoKind }) {
  const { t } = useTranslation('workOrders')
  const writable = useWritable(order)
  const [shown, setShown] = useState<StoredFile | null>(null)
  // A photo that came with a fault report shows how it was.
  const photos = order.files.filter((file) => file.kind === kind || (kind === 'PHOTO_BEFORE' && file.kind === 'PHOTO'))
  return (
    <div>
      <h3 className="mb-2 text-sm font-medium">{t(`photo.${kind}`)}</h3>
      <ul className="flex flex-wrap gap-2">
        {photos.map((file) => (
          <li key={file.id}>
            <button
              type="button"
              className="block cursor-zoom-in overflow-hidden rounded-md"
              aria-label={t('photo.open', { name: file.name })}
              onClick={() => setShown(file)}
            >
              <StoredImage thumbnail fileId={file.id} alt={file.name} className="size-24 object-cover" />
            </button>
          </li>
        ))}
        {photos.length === 0 && !writable && <li className="text-muted">{t('photo.none')}</li>}
      </ul>
      {writable && <TakePhoto order={order} kind={kind} />}
      {shown && <PhotoDialog file={shown} onClose={() => setShown(null)} removable={writable} />}
    </div>
  )
}

function TakePhoto({ order, kind }: { order: WorkOrder; kind: PhotoKind }) {
  const { t } = useTranslation('workOrders')
  const say = useSayProblem()
  const id = useId()
  const send = useSend('post', '/files', { invalidates: ['/files', '/work-orders'] })
  const upload = async (files: FileList | null) => {
    for (const file of files ?? []) {
      const body = new FormData()
      body.append('file', file)
      const owner = { ownerType: 'workOrder', ownerId: order.id, kind } as const
      await send.mutateAsync({ params: { query: owner }, body } as never).catch(say)
    }
  }
  return (
    <span className="relative mt-2 inline-flex">
      <input
        id={id}
        type="file"
        accept="image/jpeg,image/png,image/webp"
        capture="environment"
        className="peer absolute inset-0 cursor-pointer opacity-0"
        disabled={send.isPending}
        onChange={({ target }) => {
          void upload(target.files)
          target.value = ''
        }}
      />
      <label
        htmlFor={id}
        className={cx(buttonClass('secondary', 'sm'), 'peer-focus-visible:outline-2 peer-focus-visible:outline-focus')}
      >
        <Icon name="camera" />
        {t(send.isPending ? 'photo.sending' : `photo.take.${kind}`)}
      </label>
    </span>
  )
}

interface PhotoDialogProps {
  file: StoredFile
  removable: boolean
  onClose: () => void
}

function PhotoDialog({ file, removable, onClose }: PhotoDialogProps) {
  const { t } = useTranslation('workOrders')
  const may = useCan()
  const [removing, setRemoving] = useState(false)
  const remove = useSend('delete', '/files/{id}', { invalidates: ['/files', '/work-orders'] })
  if (removing) {
    return (
      <Confirm
        title={t('photo.removeTitle')}
        confirm={t('photo.remove')}
        danger
        onClose={onClose}
        onConfirm={() => remove.mutateAsync({ params: { path: { id: file.id } } })}
      />
    )
  }
  return (
    <Dialog
      title={file.name}
      width="60rem"
      onClose={onClose}
      footer={
        removable &&
        may('file.remove') && <IconButton icon="trash" label={t('photo.remove')} onClick={() => setRemoving(true)} />
      }
    >
      <StoredImage fileId={file.id} alt={file.name} className="mx-auto max-h-[70dvh] w-auto" />
    </Dialog>
  )
}
