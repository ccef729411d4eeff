import { useEffect, useId, useMemo, useState } from 'react'
import type { FieldValues } from 'react-hook-form'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../app/i18n/format.ts'
import { IconButton } from '../button.tsx'
import { cx } from '../class-names.ts'
import { Icon } from '../icon.tsx'
import { Field } from './field.tsx'
import type { BoundField } from './text-fields.tsx'
import { useField } from './use-field.ts'

interface FileFieldProps<I extends FieldValues> extends BoundField<I> {
  accept: string
  /** Opens the camera of a phone. */
  camera?: boolean
  multiple?: boolean
}

/** Photos or files, with what was chosen in sight; the value is a list of `File`. */
export function FileField<I extends FieldValues>({
  control,
  name,
  accept,
  camera,
  multiple,
  ...shell
}: FileFieldProps<I>) {
  const { t } = useTranslation()
  const { field, error } = useField({ control, name })
  const [over, setOver] = useState(false)
  const files = (field.value ?? []) as File[]
  const add = (more: FileList | null) => {
    if (more?.length) field.onChange(multiple ? [...files, ...more] : [more[0]])
  }
  return (
    <Field {...shell} error={error}>
      {(aria) => (
        <div>
          {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; the input inside is the accessible one */}
          <div
            className={cx(
              'relative flex min-h-14 items-center justify-center gap-2 rounded-md border border-dashed border-field-border px-3 text-muted',
              'has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus',
              over && 'border-accent bg-accent-soft',
            )}
            onDragOver={(event) => {
              event.preventDefault()
              setOver(true)
            }}
            onDragLeave={() => setOver(false)}
            onDrop={(event) => {
              event.preventDefault()
              setOver(false)
              add(event.dataTransfer.files)
            }}
          >
            <input
              {...aria}
              ref={field.ref}
              type="file"
              accept={accept}
              multiple={multiple}
              capture={camera ? 'environment' : undefined}
              className="absolute inset-0 cursor-pointer opacity-0"
              onBlur={field.onBlur}
              onChange={({ target }) => {
                add(target.files)
                target.value = ''
              }}
            />
            <Icon name={camera ? 'camera' : 'upload'} />
            {t(camera ? 'files.photo' : 'files.choose')}
          </div>
          <Chosen files={files} remove={(gone) => field.onChange(files.filter((file) => file !== gone))} />
        </div>
      )}
    </Field>
  )
}

function Chosen({ files, remove }: { files: readonly File[]; remove: (file: File) => void }) {
  const { t } = useTranslation()
  const format = useFormat()
  const id = useId()
  const shown = useMemo(
    () => files.map((file) => ({ file, url: file.type.startsWith('image/') ? URL.createObjectURL(file) : null })),
    [files],
  )
  useEffect(
    () => () => {
      for (const { url } of shown) if (url) URL.revokeObjectURL(url)
    },
    [shown],
  )
  if (shown.length === 0) return null
  return (
    <ul className="mt-2 grid gap-1">
      {shown.map(({ file, url }, index) => (
        <li key={`${id}${file.name}${file.lastModified}${file.size}`} className="flex items-center gap-3">
          {url ? (
            <img src={url} alt="" className="size-12 rounded-md object-cover" />
          ) : (
            <Icon name="file" className="m-3 text-muted" />
          )}
          <span className="min-w-0 flex-1">{file.name || t('files.unnamed', { number: index + 1 })}</span>
          <span className="text-xs text-muted">{format.fileSize(file.size)}</span>
          <IconButton
            icon="trash"
            size="sm"
            label={t('files.remove', { name: file.name })}
            onClick={() => remove(file)}
          />
        </li>
      ))}
    </ul>
  )
}
