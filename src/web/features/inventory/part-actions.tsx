import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCan } from '../../app/session/session.ts'
import { Button } from '../../ui/button.tsx'
import { Menu, type MenuItem } from '../../ui/menu.tsx'
import { useArchiving } from '../../ui/use-archiving.ts'
import { useDownload } from '../../ui/use-download.ts'
import type { Part } from './schema.ts'
import { AdjustDialog, ReceiveDialog, TransferDialog } from './stock-dialogs.tsx'

type Open = 'receive' | 'adjust' | 'transfer' | null

/** What can be done with a part; the most frequent in sight. */
export function PartActions({ part }: { part: Part }) {
  const { t } = useTranslation('inventory')
  const may = useCan()
  const [open, setOpen] = useState<Open>(null)
  const { download } = useDownload()
  const { archive, restore } = useArchiving('/parts', part.id, part.number)
  const close = () => setOpen(null)
  const active = part.archivedAt === null
  if (!may('stock.manage')) return null
  const dialogs: Record<Exclude<Open, null>, ReactNode> = {
    receive: <ReceiveDialog part={part} onClose={close} />,
    adjust: <AdjustDialog part={part} onClose={close} />,
    transfer: <TransferDialog part={part} onClose={close} />,
  }
  const items: MenuItem[] = [
    ...(active
      ? ([
          { label: t('action.transfer'), icon: 'right', onSelect: () => setOpen('transfer') },
          { label: t('action.edit'), icon: 'edit', href: `/inventory/${part.id}/edit` },
          { label: t('action.buy'), icon: 'plus', href: `/inventory/purchases/new?parts=${part.id}` },
        ] as const)
      : []),
    {
      label: t('action.label'),
      icon: 'download',
      onSelect: () => void download(`/parts/labels.pdf?ids=${part.id}`, `${part.number}.pdf`),
    },
    {
      label: t(active ? 'action.archive' : 'action.restore'),
      icon: active ? 'archive' : 'undo',
      onSelect: active ? archive : restore,
      separated: true,
    },
  ]
  return (
    <>
      {active && (
        <>
          <Button icon="import" onClick={() => setOpen('receive')}>
            {t('action.receive')}
          </Button>
          <Button icon="edit" onClick={() => setOpen('adjust')}>
            {t('action.adjust')}
          </Button>
        </>
      )}
      <Menu label={t('action.more')} items={items} />
      {open && dialogs[open]}
    </>
  )
}
