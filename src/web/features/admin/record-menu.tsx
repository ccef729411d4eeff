import { useTranslation } from 'react-i18next'
import { Menu, type MenuItem } from '../../ui/menu.tsx'

interface RecordMenuProps {
  name: string
  archived: boolean
  edit: () => void
  archive: () => void
  restore: () => void
  /** What a record in force can do besides. */
  more?: readonly MenuItem[]
  /** What any record can, archived or not. */
  always?: readonly MenuItem[]
}

/** Edit and archive what is in force, restore what is archived. */
export function RecordMenu({ name, archived, edit, archive, restore, more = [], always = [] }: RecordMenuProps) {
  const { t } = useTranslation('masterData')
  const items: MenuItem[] = archived
    ? [{ label: t('restore'), icon: 'undo', onSelect: restore }]
    : [
        { label: t('edit'), icon: 'edit', onSelect: edit },
        ...more,
        { label: t('archive'), icon: 'archive', onSelect: archive, separated: true },
      ]
  return <Menu label={t('actions', { name })} items={[...items, ...always]} />
}
