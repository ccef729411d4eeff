import { useEffect, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { buttonClass, IconButton } from '../../../ui/button.tsx'
import { cx } from '../../../ui/class-names.ts'
import { Icon } from '../../../ui/icon.tsx'
import { StoredImage } from '../../../ui/stored-image.tsx'
import { toast } from '../../../ui/toast.ts'
import { resizePhoto } from './resize-photo.ts'

/** Pictures that are still on the device, by the ids that answers name them with; other ids are files of the server. */
export type LocalPhotos = Readonly<Record<string, Blob>>

const mostPhotos = 6

function BlobImage({ blob, alt, className }: { blob: Blob; alt: string; className: string }) {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    const made = URL.createObjectURL(blob)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [blob])
  return url && <img src={url} alt={alt} className={className} />
}

interface PhotosProps {
  /** The question, for whoever cannot see the pictures. */
  label: string
  ids: readonly string[]
  local: LocalPhotos
  required: boolean
  onAdd: (photo: Blob) => void
  onRemove: (id: string) => void
}

/** The photos of one point: taken by the camera, made small here, shown at once. */
export function Photos({ label, ids, local, required, onAdd, onRemove }: PhotosProps) {
  const { t } = useTranslation('inspections')
  const id = useId()
  const [busy, setBusy] = useState(false)
  const take = async (file: File | undefined) => {
    if (!file) return
    setBusy(true)
    try {
      onAdd(await resizePhoto(file))
    } catch {
      toast(t('photo.unreadable'), { tone: 'danger' })
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="flex flex-wrap items-center gap-2">
      {ids.map((photo, index) => {
        const alt = t('photo.of', { number: index + 1, point: label })
        const look = 'size-20 rounded-md object-cover'
        return (
          <span key={photo} className="relative">
            {local[photo] ? (
              <BlobImage blob={local[photo]} alt={alt} className={look} />
            ) : (
              <StoredImage thumbnail fileId={photo} alt={alt} className={look} />
            )}
            <IconButton
              icon="close"
              size="sm"
              variant="secondary"
              label={t('photo.remove', { number: index + 1, point: label })}
              className="absolute -end-2 -top-2"
              onClick={() => onRemove(photo)}
            />
          </span>
        )
      })}
      {ids.length < mostPhotos && (
        <span className="relative inline-flex">
          <input
            id={id}
            type="file"
            accept="image/jpeg,image/png,image/webp"
            capture="environment"
            className="peer absolute inset-0 cursor-pointer opacity-0"
            disabled={busy}
            onChange={({ target }) => {
              void take(target.files?.[0])
              target.value = ''
            }}
          />
          <label
            htmlFor={id}
            className={cx(buttonClass('secondary'), 'peer-focus-visible:outline-2 peer-focus-visible:outline-focus')}
          >
            <Icon name="camera" />
            {t(busy ? 'photo.working' : required ? 'photo.takeRequired' : 'photo.take')}
            <span className="sr-only">{`: ${label}`}</span>
          </label>
        </span>
      )}
    </div>
  )
}
