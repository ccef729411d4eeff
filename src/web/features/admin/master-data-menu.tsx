import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSend } from '../../app/api/send.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { toast } from '../../ui/toast.ts'
import { useSayProblem } from '../../ui/use-say-problem.ts'

interface MasterDataMenuProps {
  path: '/order-types' | '/failure-codes'
  record: { id: string; archived: boolean; version: number }
  name: string
  edit: () => void
  removable?: boolean
  /** What this list can do besides. */
  more?: readonly MenuItem[]
}

/** Edit, archive or restore, and delete while nothing refers to it; a refusal says what does. */
export function MasterDataMenu({ path, record, name, edit, removable = true, more = [] }: MasterDataMenuProps) {
  const { t } = useTranslation('masterData')
  const say = useSayProblem()
  const [removing, setRemoving] = useState(false)
  const change = useSend('patch', `${path}/{id}`, { version: record.version })
  const bring = useSend('patch', `${path}/{id}`)
  const remove = useSend('delete', `${path}/{id}`)
  const params = { path: { id: record.id } }
  const restore = () =>
    bring.mutate(
      { params, body: { archived: false } },
      { onSuccess: () => toast(t('restored', { name })), onError: say },
    )
  const archive = () =>
    change.mutate(
      { params, body: { archived: true } },
      { onSuccess: () => toast(t('wasArchived', { name }), { undo: restore }), onError: say },
    )
  const items: MenuItem[] = record.archived
    ? [{ label: t('restore'), icon: 'undo', onSelect: restore }]
    : [
        { label: t('edit'), icon: 'edit', onSelect: edit },
        ...more,
        { label: t('archive'), icon: 'archive', onSelect: archive, separated: true },
      ]
  if (removable) items.push({ label: t('remove'), icon: 'trash', danger: true, onSelect: () => setRemoving(true) })
  return (
    <>
      <Menu label={t('actions', { name })} items={items} />
      {removing && (
        <Confirm
          title={t('removeTitle', { name })}
          confirm={t('remove')}
          danger
          onClose={() => setRemoving(false)}
          onConfirm={async () => {
            await remove.mutateAsync({ params })
            toast(t('removed', { name }))
          }}
        >
          <p>{t('removeText')}</p>
        </Confirm>
      )}
    </>
  )
}
