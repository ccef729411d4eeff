import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSend } from '../../app/api/send.ts'
import { Confirm } from '../../ui/confirm.tsx'
import type { MenuItem } from '../../ui/menu.tsx'
import { toast } from '../../ui/toast.ts'
import { RecordMenu } from './record-menu.tsx'
import { type MasterDataRecord, useArchivingByPatch } from './use-archiving-by-patch.ts'

interface MasterDataMenuProps {
  path: '/order-types' | '/failure-codes'
  record: MasterDataRecord
  name: string
  edit: () => void
  removable?: boolean
  /** What this list can do besides. */
  more?: readonly MenuItem[]
}

/** Edit, archive or restore, and delete while nothing refers to it; a refusal says what does. */
export function MasterDataMenu({ path, record, name, edit, removable = true, more }: MasterDataMenuProps) {
  const { t } = useTranslation('masterData')
  const [removing, setRemoving] = useState(false)
  const archiving = useArchivingByPatch(path, record, name)
  const remove = useSend('delete', `${path}/{id}`)
  const removal: MenuItem = { label: t('remove'), icon: 'trash', danger: true, onSelect: () => setRemoving(true) }
  return (
    <>
      <RecordMenu
        name={name}
        archived={record.archived}
        edit={edit}
        {...archiving}
        more={more}
        always={removable ? [removal] : []}
      />
      {removing && (
        <Confirm
          title={t('removeTitle', { name })}
          confirm={t('remove')}
          danger
          onClose={() => setRemoving(false)}
          onConfirm={async () => {
            await remove.mutateAsync({ params: { path: { id: record.id } } })
            toast(t('removed', { name }))
          }}
        >
          <p>{t('removeText')}</p>
        </Confirm>
      )}
    </>
  )
}
