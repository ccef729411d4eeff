import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { query } from '../../app/api/client.ts'
import { useSend } from '../../app/api/send.ts'
import { useFormat } from '../../app/i18n/format.ts'
import { useCan } from '../../app/session/session.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Confirm } from '../../ui/confirm.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { Section } from '../../ui/page.tsx'
import { SkeletonRows } from '../../ui/skeleton.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { StoredImage } from '../../ui/stored-image.tsx'
import { toast } from '../../ui/toast.ts'
import { useDownload } from '../../ui/use-download.ts'
import { DocumentsSection } from '../documents/documents-section.tsx'
import type { Asset, StoredFile } from './schema.ts'
import { UploadDialog } from './upload-dialog.tsx'

type Adding = 'PHOTO' | 'DOCUMENT' | null

export function FilesTab({ asset }: { asset: Asset }) {
  const { t } = useTranslation('fleet')
  const may = useCan()
  const [adding, setAdding] = useState<Adding>(null)
  const files = query.useQuery('get', '/files', { params: { query: { ownerType: 'asset', ownerId: asset.id } } })
  const canAdd = asset.archivedAt === null && may('file.add')
  const add = (kind: 'PHOTO' | 'DOCUMENT', size?: 'sm') =>
    canAdd && (
      <Button size={size} icon={kind === 'PHOTO' ? 'camera' : 'upload'} onClick={() => setAdding(kind)}>
        {t(kind === 'PHOTO' ? 'files.addPhoto' : 'files.addDocument')}
      </Button>
    )
  return (
    <>
      <DocumentsSection
        subject={{ kind: 'ASSET', id: asset.id, typeId: asset.type.id, plate: asset.plate }}
        active={asset.archivedAt === null}
      />
      <Loaded query={files} skeleton={<SkeletonRows rows={4} />}>
        {({ items }) => {
          const photos = items.filter(({ kind }) => kind !== 'DOCUMENT')
          const documents = items.filter(({ kind }) => kind === 'DOCUMENT')
          return (
            <>
              <Section title={t('files.photos')} actions={photos.length > 0 && add('PHOTO', 'sm')}>
                {photos.length === 0 ? (
                  <EmptyState icon="camera" action={add('PHOTO')}>
                    {t('files.noPhotos')}
                  </EmptyState>
                ) : (
                  <ul className="grid grid-cols-[repeat(auto-fill,minmax(10rem,1fr))] gap-3">
                    {photos.map((file) => (
                      <Photo key={file.id} asset={asset} file={file} />
                    ))}
                  </ul>
                )}
              </Section>
              <Section
                title={t('files.documents')}
                actions={documents.length > 0 && add('DOCUMENT', 'sm')}
                padded={false}
              >
                {documents.length === 0 ? (
                  <EmptyState icon="file" action={add('DOCUMENT')}>
                    {t('files.noDocuments')}
                  </EmptyState>
                ) : (
                  <ul className="divide-y divide-separator">
                    {documents.map((file) => (
                      <Document key={file.id} asset={asset} file={file} />
                    ))}
                  </ul>
                )}
              </Section>
              {adding && <UploadDialog asset={asset} kind={adding} onClose={() => setAdding(null)} />}
            </>
          )
        }}
      </Loaded>
    </>
  )
}

interface OfFile {
  asset: Asset
  file: StoredFile
}

function useFileMenu({ asset, file }: OfFile) {
  const { t } = useTranslation('fleet')
  const may = useCan()
  const { download } = useDownload()
  const [removing, setRemoving] = useState(false)
  const remove = useSend('delete', '/files/{id}', { invalidates: ['/files', '/assets'] })
  const setPhoto = useSend('patch', '/assets/{id}', { onSuccess: () => toast(t('files.photoSet')) })
  const active = asset.archivedAt === null
  const items: MenuItem[] = [
    { label: t('files.download'), icon: 'download', onSelect: () => void download(`/files/${file.id}`, file.name) },
  ]
  if (active && file.kind === 'PHOTO' && file.id !== asset.photoId && may('asset.manage')) {
    items.push({
      label: t('files.usePhoto'),
      icon: 'check',
      onSelect: () => setPhoto.mutate({ params: { path: { id: asset.id } }, body: { photoId: file.id } }),
    })
  }
  if (active && may('file.remove')) {
    items.push({ label: t('files.remove'), icon: 'trash', danger: true, onSelect: () => setRemoving(true) })
  }
  const confirm = removing && (
    <Confirm
      title={t('files.removeTitle', { name: file.name })}
      confirm={t('files.remove')}
      danger
      onClose={() => setRemoving(false)}
      onConfirm={() => remove.mutateAsync({ params: { path: { id: file.id } } })}
    >
      <p>{t('files.removeText')}</p>
    </Confirm>
  )
  return { items, confirm, download }
}

function Photo({ asset, file }: OfFile) {
  const { t } = useTranslation('fleet')
  const format = useFormat()
  const { items, confirm, download } = useFileMenu({ asset, file })
  return (
    <li className="card overflow-clip">
      <button
        type="button"
        className="block w-full cursor-pointer"
        aria-label={t('files.open', { name: file.name })}
        onClick={() => void download(`/files/${file.id}`, file.name)}
      >
        <StoredImage thumbnail fileId={file.id} alt={file.name} className="aspect-4/3 w-full object-cover" />
      </button>
      <div className="flex items-start gap-1 p-2">
        <div className="min-w-0 flex-1 text-xs">
          {file.id === asset.photoId && (
            <Badge tone="accent" icon="check">
              {t('files.main')}
            </Badge>
          )}
          <p className="text-muted">{[format.date(file.createdAt), file.createdBy].filter(Boolean).join(' · ')}</p>
        </div>
        <Menu label={t('files.actions', { name: file.name })} items={items} />
      </div>
      {confirm}
    </li>
  )
}

function Document({ asset, file }: OfFile) {
  const { t } = useTranslation('fleet')
  const format = useFormat()
  const { items, confirm, download } = useFileMenu({ asset, file })
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <Icon name="file" className="text-muted" />
      <div className="min-w-0 flex-1">
        <button
          type="button"
          className="min-h-12 cursor-pointer text-start font-medium [overflow-wrap:anywhere] hover:underline md:min-h-0"
          aria-label={t('files.open', { name: file.name })}
          onClick={() => void download(`/files/${file.id}`, file.name)}
        >
          {file.name}
        </button>
        <p className="text-xs text-muted">
          {[format.fileSize(file.size), format.date(file.createdAt), file.createdBy].filter(Boolean).join(' · ')}
        </p>
      </div>
      <Menu label={t('files.actions', { name: file.name })} items={items} />
      {confirm}
    </li>
  )
}
